import { isSet } from "../../inputReaders";
import type { ResourceRule } from "../../rule";

const versions: Readonly<Record<string, string>> = {
  "aws:eks/addon:Addon": "addonVersion",
  "aws:eks/cluster:Cluster": "version",
};

export const rule: ResourceRule = {
  about: "resource",
  name: "eks-versions-are-pinned",
  title: "The cluster and its add-ons have pinned versions",
  severity: "medium",
  why: "Without a version, AWS installs its current default, so a rebuilt environment differs from the one that was tested.",
  fix: "set version of the cluster, and addonVersion of each add-on as components/versions.ts does",
  references: [{ name: "CKV_AWS_339" }, { name: "NSA C-0273" }],
  enforcement: "mandatory",
  types: Object.keys(versions),
  check: ({ type, knownInputs }) => {
    const at = versions[type];
    return at === undefined || isSet(knownInputs, at) ? [] : [{ at, problem: "must be set" }];
  },
};
