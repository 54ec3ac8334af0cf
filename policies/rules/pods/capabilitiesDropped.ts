import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "capabilities-dropped",
  title: "Containers drop all capabilities, and add at most NET_BIND_SERVICE",
  severity: "high",
  why: "With the default capabilities, an attacker in a container forges network packets of other pods and changes the owners of files.",
  fix: 'set securityContext.capabilities.drop: ["ALL"], and remove add',
  references: [
    podSecurityStandard("restricted", "Capabilities"),
    { name: "NSA C-0046" },
    { name: "CKV_K8S_28" },
    { name: "CKV_K8S_37" },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must drop all capabilities and add at most NET_BIND_SERVICE",
  violations: `variables.containers
    .filter(c, !c.?securityContext.?capabilities.?drop.orValue([]).exists(d, d == 'ALL')
      || c.?securityContext.?capabilities.?add.orValue([]).exists(a, a != 'NET_BIND_SERVICE'))
    .map(c, c.name)`,
});
