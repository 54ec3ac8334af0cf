import { isSet } from "../../inputReaders";
import type { ResourceRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

const ways: Readonly<Record<string, string>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": "keyName",
  "aws:eks/nodeGroup:NodeGroup": "remoteAccess",
};

export const rule: ResourceRule = {
  about: "resource",
  name: "nodes-without-ssh",
  title: "Nobody logs in to nodes by SSH",
  severity: "high",
  why: "A key that was copied once opens all nodes, past every role and every log of the cluster.",
  fix: "remove remoteAccess and keyName; debug with kubectl debug or SSM, which leave a trace",
  references: [
    { name: "CKV_AWS_100" },
    eksBestPractices("Minimize access to worker nodes", "protecting-the-infrastructure"),
  ],
  enforcement: "mandatory",
  types: Object.keys(ways),
  check: ({ type, knownInputs }) => {
    const at = ways[type];
    return at !== undefined && isSet(knownInputs, at) ? [{ at, problem: "lets SSH in" }] : [];
  },
};
