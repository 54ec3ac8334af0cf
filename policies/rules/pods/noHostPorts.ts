import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-host-ports",
  title: "No container listens on a port of its node",
  severity: "high",
  why: "A port of the node is reached past every network policy, and a second replica finds it taken and never starts.",
  fix: "remove hostPort, and reach the pods by a Service",
  references: [podSecurityStandard("baseline", "Host Ports"), { name: "NSA C-0044" }, { name: "CKV_K8S_26" }],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers listen on their node",
  // In its node's network every port is the node's, which no-host-namespaces is about.
  violations: `variables.podSpec.?hostNetwork.orValue(false) ? [] : variables.containers
    .filter(c, c.?ports.orValue([]).exists(p, p.?hostPort.orValue(0) != 0))
    .map(c, c.name)`,
});
