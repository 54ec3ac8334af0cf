import { isSet } from "../../inputReaders";
import type { ResourceRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

const sshInputs: Readonly<Record<string, string>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": "keyName",
  "aws:eks/nodeGroup:NodeGroup": "remoteAccess",
};

export const rule: ResourceRule = {
  about: "resource",
  name: "nodes-without-ssh",
  title: "Nodes do not allow SSH",
  severity: "high",
  why: "One copied SSH key opens all nodes, and bypasses every role and every log of the cluster.",
  fix: "remove remoteAccess and keyName; debug with kubectl debug or SSM, which are logged",
  references: [
    { name: "CKV_AWS_100" },
    eksBestPractices("Minimize access to worker nodes", "protecting-the-infrastructure"),
  ],
  enforcement: "mandatory",
  types: Object.keys(sshInputs),
  check: ({ type, knownInputs }) => {
    const at = sshInputs[type];
    return at !== undefined && isSet(knownInputs, at)
      ? [{ at, problem: "must not be set, because it allows SSH" }]
      : [];
  },
};
