import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "one-nat-gateway-in-dev",
  title: "dev has one NAT gateway at most",
  severity: "low",
  why: "A gateway a zone costs 33 USD a month each before any traffic, for an outage of dev that nobody would notice.",
  fix: "set network.natGateways: single",
  references: [],
  enforcement: "advisory",
  types: ["aws:ec2/vpc:Vpc"],
  check: (_, graph, { environment }) => {
    const gateways = graph.ofType("aws:ec2/natGateway:NatGateway").length;
    return environment === "dev" && gateways > 1 ? [{ problem: `${gateways} NAT gateways serve it` }] : [];
  },
});
