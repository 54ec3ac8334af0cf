import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-privileged-containers",
  title: "No container runs privileged",
  severity: "critical",
  why: "A privileged container is root on its node: it reads every other team's data and secrets there.",
  fix: "remove securityContext.privileged; devices such as GPUs come by resource limits",
  references: [
    podSecurityStandard("baseline", "Privileged Containers"),
    { name: "CIS EKS 4.2.1" },
    { name: "NSA C-0057" },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers run privileged",
  violations: `variables.containers
    .filter(c, c.?securityContext.?privileged.orValue(false))
    .map(c, c.name)`,
});
