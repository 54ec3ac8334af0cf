import { specimens } from "../../specimen";
import { subnet } from "../../specimens/network";
import { nodeGroup } from "../../specimens/nodes";
import { rule } from "./nodesInPrivateSubnets";

const inside = subnet("inside");
const addressed = subnet("addressed", { mapPublicIpOnLaunch: true });
const routed = subnet("routed", {}, "internet");

export default specimens(rule, {
  passing: [
    { of: "nodes behind NAT", stack: [nodeGroup({}, inside), ...inside, ...routed] },
    { of: "nodes in subnets of another stack", stack: [nodeGroup()] },
  ],
  failing: [
    {
      of: "nodes with public addresses",
      stack: [nodeGroup({}, [...inside, ...addressed]), ...inside, ...addressed],
      says: "subnetIds: addressed gives public addresses",
    },
    {
      of: "nodes beside an Internet gateway",
      stack: [nodeGroup({}, routed), ...routed],
      says: "subnetIds: routed has a route to an Internet gateway",
    },
  ],
});
