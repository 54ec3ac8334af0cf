import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-privilege-escalation",
  title: "No process of a container gains more rights than it began with",
  severity: "high",
  why: "One setuid program left in an image makes root of whoever runs code in a notebook or through a pickled model.",
  fix: "write securityContext.allowPrivilegeEscalation: false in every container",
  references: [
    podSecurityStandard("restricted", "Privilege Escalation"),
    { name: "CIS EKS 4.2.5" },
    { name: "NSA C-0016" },
    { name: "CKV_K8S_20" },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers let processes gain rights",
  // Kubernetes takes no privileged container that forbids it: that one breaks no-privileged-containers alone.
  violations: `variables.containers
    .filter(c, c.?securityContext.?allowPrivilegeEscalation.orValue(true)
      && !c.?securityContext.?privileged.orValue(false))
    .map(c, c.name)`,
});
