import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-host-namespaces",
  title: "No pod shares processes, memory or network with its node",
  severity: "critical",
  why: "A pod in its node's network takes the node's AWS role from the metadata service; among its processes it reads every other pod's environment.",
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
  problem: "the pod shares with its node",
  violations: "['hostNetwork', 'hostPID', 'hostIPC'].filter(f, variables.podSpec[?f].orValue(false))",
});
