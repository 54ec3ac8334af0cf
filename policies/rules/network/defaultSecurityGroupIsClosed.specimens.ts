import { specimens } from "../../specimen";
import { network } from "../../specimens/network";
import { rule } from "./defaultSecurityGroupIsClosed";

export default specimens(rule, {
  passing: [
    { title: "a group without rules", stack: network() },
    { title: "a group with ingress not set", stack: network({ defaultSecurityGroup: { ingress: undefined } }) },
  ],
  failing: [
    {
      title: "a VPC with AWS's default group",
      stack: network({ defaultSecurityGroup: undefined }),
      message: "must have a DefaultSecurityGroup; otherwise AWS's default group stays open",
    },
    {
      title: "a group with an egress rule",
      stack: network({
        defaultSecurityGroup: { egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] },
      }),
      message: "egress of its DefaultSecurityGroup must be empty",
    },
  ],
});
