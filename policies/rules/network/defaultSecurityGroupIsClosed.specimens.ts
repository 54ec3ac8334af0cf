import { specimens } from "../../specimen";
import { network } from "../../specimens/network";
import { rule } from "./defaultSecurityGroupIsClosed";

export default specimens(rule, {
  passing: [
    { of: "a closed group", stack: network() },
    { of: "a group that names no rules", stack: network({ defaultSecurityGroup: { ingress: undefined } }) },
  ],
  failing: [
    {
      of: "AWS's group",
      stack: network({ defaultSecurityGroup: undefined }),
      says: "has no DefaultSecurityGroup: AWS's stays open",
    },
    {
      of: "a group with a way out",
      stack: network({
        defaultSecurityGroup: { egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] },
      }),
      says: "egress of its DefaultSecurityGroup lets traffic through",
    },
  ],
});
