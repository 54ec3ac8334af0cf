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
    { title: "one gateway in dev", stack: [...network(), gateway("a")], context: { environment: "dev" } },
    { title: "one gateway per zone in prod", stack: perZone },
  ],
  failing: [
    {
      title: "one gateway per zone in dev",
      stack: perZone,
      context: { environment: "dev" },
      message: "should have one NAT gateway in dev, but has 2",
    },
  ],
});
