import { specimens } from "../../specimen";
import { subnet } from "../../specimens/network";
import { nodeGroup } from "../../specimens/nodes";
import { rule } from "./nodesInPrivateSubnets";

const inside = subnet("inside");
const addressed = subnet("addressed", { mapPublicIpOnLaunch: true });
const routed = subnet("routed", {}, "internet");

export default specimens(rule, {
  passing: [
    { title: "nodes in subnets behind NAT", stack: [nodeGroup({}, inside), ...inside, ...routed] },
    { title: "nodes in subnets of another stack", stack: [nodeGroup()] },
  ],
  failing: [
    {
      title: "nodes with public addresses",
      stack: [nodeGroup({}, [...inside, ...addressed]), ...inside, ...addressed],
      message: "subnetIds: must not contain addressed, which assigns public addresses",
    },
    {
      title: "nodes in a subnet with an Internet gateway",
      stack: [nodeGroup({}, routed), ...routed],
      message: "subnetIds: must not contain routed, which has a route to an Internet gateway",
    },
  ],
});
