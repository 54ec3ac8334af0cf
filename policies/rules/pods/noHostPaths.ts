import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-host-paths",
  title: "No pod mounts a folder of its node",
  severity: "critical",
  why: "Who mounts a folder of the node reads the kubelet's credentials or containerd's socket, and with them every pod there.",
  fix: "use emptyDir for scratch, a PersistentVolumeClaim for data; platform agents get a waiver",
  references: [
    podSecurityStandard("baseline", "HostPath Volumes"),
    { name: "Kubescape C-0045" },
    { name: "Kubescape C-0048" },
    { name: "Kubescape C-0074" },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "volumes are folders of the node",
  violations: "variables.volumes.filter(v, has(v.hostPath)).map(v, v.name)",
});
