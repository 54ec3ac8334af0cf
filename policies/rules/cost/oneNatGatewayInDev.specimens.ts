import { resource, specimens } from "../../specimen";
import { tags } from "../../specimens/baseStack";
import { network } from "../../specimens/network";
import { rule } from "./oneNatGatewayInDev";

const gateway = (zone: string) =>
  resource("aws:ec2/natGateway:NatGateway", `nat-${zone}`, {
    allocationId: `eipalloc-${zone}`,
    subnetId: `subnet-${zone}`,
    tags,
  });
const perZone = [...network(), gateway("a"), gateway("b")];

export default specimens(rule, {
  passing: [
    { of: "one in dev", stack: [...network(), gateway("a")], context: { environment: "dev" } },
    { of: "one a zone in prod", stack: perZone },
  ],
  failing: [
    { of: "one a zone in dev", stack: perZone, context: { environment: "dev" }, says: "2 NAT gateways serve it" },
  ],
});
