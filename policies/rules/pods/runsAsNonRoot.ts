import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "runs-as-non-root",
  title: "Containers do not run as root",
  severity: "high",
  why: "Root in a container is root for the node's kernel: with one kernel vulnerability, code in the container controls the node.",
  fix: "set securityContext.runAsNonRoot: true and runAsUser to 1 or more, on the pod or on each container",
  references: [
    podSecurityStandard("restricted", "Running as Non-root"),
    podSecurityStandard("restricted", "Running as Non-root user"),
    { name: "NSA C-0013" },
    { name: "CKV_K8S_6" },
    { name: "CKV_K8S_23" },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must set runAsNonRoot: true and must not use user 0",
  violations: `variables.containers
    .filter(c, !c.?securityContext.?runAsNonRoot.or(variables.podSpec.?securityContext.?runAsNonRoot).orValue(false)
      || c.?securityContext.?runAsUser.or(variables.podSpec.?securityContext.?runAsUser).orValue(1) == 0)
    .map(c, c.name)`,
});
