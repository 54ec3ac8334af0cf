import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-host-namespaces",
  title: "Pods do not share the network, processes or memory of their node",
  severity: "critical",
  why: "With hostNetwork, a pod reads the node's AWS credentials from the metadata service. With hostPID, it reads the environment of every other pod.",
  fix: "remove hostNetwork, hostPID and hostIPC from the pod",
  references: [
    podSecurityStandard("baseline", "Host Namespaces"),
    { name: "CIS EKS 4.2.2" },
    { name: "CIS EKS 4.2.3" },
    { name: "CIS EKS 4.2.4" },
    { name: "NSA C-0038" },
    { name: "NSA C-0041" },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "the pod must not set",
  violations: "['hostNetwork', 'hostPID', 'hostIPC'].filter(f, variables.podSpec[?f].orValue(false))",
});
