import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "read-only-root-filesystem",
  title: "Containers have a read-only root filesystem",
  severity: "medium",
  why: "An attacker installs tools and changed libraries in a writable container, and a program that fills its filesystem causes evictions of other pods.",
  fix: "set securityContext.readOnlyRootFilesystem: true, and mount an emptyDir at /tmp",
  references: [{ name: "NSA C-0017" }, { name: "CKV_K8S_22" }],
  // Some frameworks write caches beside their code, so their images cannot run with it.
  enforcement: "advisory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers should set readOnlyRootFilesystem: true",
  // Debug containers are exempt: debugging writes dumps and installs tools, and `kubectl debug` has no option to mount
  // /tmp.
  violations: `variables.sizedContainers
    .filter(c, !c.?securityContext.?readOnlyRootFilesystem.orValue(false))
    .map(c, c.name)`,
});
