import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "read-only-root-filesystem",
  title: "Containers cannot write to their own image",
  severity: "medium",
  why: "Who breaks into a container that can write leaves tools and changed libraries there, and a program that fills it evicts its neighbours.",
  fix: "write securityContext.readOnlyRootFilesystem: true, and mount emptyDir at /tmp",
  references: [{ name: "NSA C-0017" }, { name: "CKV_K8S_22" }],
  // Frameworks write caches beside their code: not every image of theirs can run so.
  enforcement: "advisory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers can write to their root filesystem",
  // Not debuggers' containers: who debugs writes dumps and installs tools, and `kubectl debug` has no option for /tmp.
  violations: `variables.sizedContainers
    .filter(c, !c.?securityContext.?readOnlyRootFilesystem.orValue(false))
    .map(c, c.name)`,
});
