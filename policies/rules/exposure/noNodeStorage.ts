import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-node-storage",
  title: "PersistentVolumes are not directories or disks of a node",
  severity: "high",
  why: "A claim on such a volume mounts the node's files, which bypasses every rule on pods, and the data is lost with the node.",
  fix: "claim storage from a StorageClass; use emptyDir or a generic ephemeral volume for scratch space",
  references: [podSecurityStandard("baseline", "HostPath Volumes"), { name: "C-0048" }],
  enforcement: "mandatory",
  kinds: ["PersistentVolume"],
  scope: "everywhere",
  problem: "the PersistentVolume must not use storage of a node",
  violations: `(object.?spec.?hostPath.hasValue() ? ['hostPath'] : []) + (object.?spec.?local.hasValue() ? ['local'] : [])`,
});
