import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "seccomp-profile",
  title: "Containers have a seccomp profile",
  severity: "medium",
  why: "Without a profile, a container may use every system call, and most recent container escapes needed one that the default profile blocks.",
  fix: "set securityContext.seccompProfile.type: RuntimeDefault on the pod",
  references: [podSecurityStandard("restricted", "Seccomp"), { name: "NSA C-0055" }, { name: "CKV_K8S_31" }],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must have the seccomp profile RuntimeDefault or Localhost",
  violations: `variables.containers
    .filter(c, !(c.?securityContext.?seccompProfile.?type
      .or(variables.podSpec.?securityContext.?seccompProfile.?type).orValue('') in ['RuntimeDefault', 'Localhost']))
    .map(c, c.name)`,
});
