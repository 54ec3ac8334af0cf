import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-node-storage",
  title: "No PersistentVolume is a folder or a disk of a node",
  severity: "high",
  why: "A claim on such a volume mounts the node's files past every rule on pods, and the data goes with the node.",
  fix: "claim storage of a StorageClass; scratch space comes as emptyDir or a generic ephemeral volume",
  references: [podSecurityStandard("baseline", "HostPath Volumes"), { name: "C-0048" }],
  enforcement: "mandatory",
  kinds: ["PersistentVolume"],
  scope: "everywhere",
  problem: "is storage of a node",
  violations: `(object.?spec.?hostPath.hasValue() ? ['hostPath'] : []) + (object.?spec.?local.hasValue() ? ['local'] : [])`,
});
