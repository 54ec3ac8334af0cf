import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-privileged-containers",
  title: "Containers do not run privileged",
  severity: "critical",
  why: "A privileged container is root on its node: it reads the data and secrets of every other pod there.",
  fix: "remove securityContext.privileged; request devices such as GPUs in resources.limits",
  references: [
    podSecurityStandard("baseline", "Privileged Containers"),
    { name: "CIS EKS 4.2.1" },
    { name: "NSA C-0057" },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must not run privileged",
  violations: `variables.containers
    .filter(c, c.?securityContext.?privileged.orValue(false))
    .map(c, c.name)`,
});
