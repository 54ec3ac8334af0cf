import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "runs-as-non-root",
  title: "No container runs as root",
  severity: "high",
  why: "Root in a container is root on the node's kernel: one flaw of it, and a job that runs anybody's code owns the node.",
  fix: "write securityContext.runAsNonRoot: true and a runAsUser from 1, for the pod or each container",
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
  problem: "containers may run as root",
  violations: `variables.containers
    .filter(c, !c.?securityContext.?runAsNonRoot.or(variables.podSpec.?securityContext.?runAsNonRoot).orValue(false)
      || c.?securityContext.?runAsUser.or(variables.podSpec.?securityContext.?runAsUser).orValue(1) == 0)
    .map(c, c.name)`,
});
