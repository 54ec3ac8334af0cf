import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-host-paths",
  title: "Pods do not mount directories of their node",
  severity: "critical",
  why: "A pod that mounts a directory of the node reads the kubelet's credentials or containerd's socket, and controls every pod there.",
  fix: "use emptyDir for scratch space and a PersistentVolumeClaim for data; add a waiver for a platform agent",
  references: [
    podSecurityStandard("baseline", "HostPath Volumes"),
    { name: "Kubescape C-0045" },
    { name: "Kubescape C-0048" },
    { name: "Kubescape C-0074" },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "volumes must not be directories of the node",
  violations: "variables.volumes.filter(v, has(v.hostPath)).map(v, v.name)",
});
