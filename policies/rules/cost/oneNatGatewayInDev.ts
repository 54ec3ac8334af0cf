import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "one-nat-gateway-in-dev",
  title: "dev has at most one NAT gateway",
  severity: "low",
  why: "Each NAT gateway costs 33 USD a month before traffic, and dev does not need to survive the outage of a zone.",
  fix: "set network.natGateways: single",
  references: [],
  enforcement: "advisory",
  types: ["aws:ec2/vpc:Vpc"],
  check: (_, graph, { environment }) => {
    const gateways = graph.ofType("aws:ec2/natGateway:NatGateway").length;
    return environment === "dev" && gateways > 1
      ? [{ problem: `should have one NAT gateway in dev, but has ${gateways}` }]
      : [];
  },
});
