import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-privilege-escalation",
  title: "Containers do not allow privilege escalation",
  severity: "high",
  why: "One setuid program in an image gives root rights to anyone who runs code in a notebook or through a pickled model.",
  fix: "set securityContext.allowPrivilegeEscalation: false in every container",
  references: [
    podSecurityStandard("restricted", "Privilege Escalation"),
    { name: "CIS EKS 4.2.5" },
    { name: "NSA C-0016" },
    { name: "CKV_K8S_20" },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must set allowPrivilegeEscalation: false",
  // Kubernetes rejects allowPrivilegeEscalation: false on privileged containers, which break only
  // no-privileged-containers.
  violations: `variables.containers
    .filter(c, c.?securityContext.?allowPrivilegeEscalation.orValue(true)
      && !c.?securityContext.?privileged.orValue(false))
    .map(c, c.name)`,
});
