import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "capabilities-dropped",
  title: "Containers drop every capability, and take back NET_BIND_SERVICE at most",
  severity: "high",
  why: "With the usual capabilities a broken-into container forges packets of its neighbours and changes owners of files.",
  fix: 'write securityContext.capabilities.drop: ["ALL"], and add nothing',
  references: [
    podSecurityStandard("restricted", "Capabilities"),
    { name: "NSA C-0046" },
    { name: "CKV_K8S_28" },
    { name: "CKV_K8S_37" },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers keep or add capabilities",
  violations: `variables.containers
    .filter(c, !c.?securityContext.?capabilities.?drop.orValue([]).exists(d, d == 'ALL')
      || c.?securityContext.?capabilities.?add.orValue([]).exists(a, a != 'NET_BIND_SERVICE'))
    .map(c, c.name)`,
});
