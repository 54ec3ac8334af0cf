import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-host-ports",
  title: "Containers do not listen on ports of their node",
  severity: "high",
  why: "A host port bypasses every network policy, and a second replica on the node finds the port in use and never starts.",
  fix: "remove hostPort, and use a Service to reach the pods",
  references: [podSecurityStandard("baseline", "Host Ports"), { name: "NSA C-0044" }, { name: "CKV_K8S_26" }],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must not set hostPort",
  // With hostNetwork every port is a host port, which the rule no-host-namespaces rejects.
  violations: `variables.podSpec.?hostNetwork.orValue(false) ? [] : variables.containers
    .filter(c, c.?ports.orValue([]).exists(p, p.?hostPort.orValue(0) != 0))
    .map(c, c.name)`,
});
