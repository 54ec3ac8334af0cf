import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "seccomp-profile",
  title: "Every container has a seccomp profile",
  severity: "medium",
  why: "Without one a container calls all of the kernel: most escapes of recent years needed a call that the usual profile refuses.",
  fix: "write securityContext.seccompProfile.type: RuntimeDefault for the pod",
  references: [podSecurityStandard("restricted", "Seccomp"), { name: "NSA C-0055" }, { name: "CKV_K8S_31" }],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers run without a seccomp profile",
  violations: `variables.containers
    .filter(c, !(c.?securityContext.?seccompProfile.?type
      .or(variables.podSpec.?securityContext.?seccompProfile.?type).orValue('') in ['RuntimeDefault', 'Localhost']))
    .map(c, c.name)`,
});
