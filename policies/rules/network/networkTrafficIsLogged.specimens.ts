import { specimens } from "../../specimen";
import { network } from "../../specimens/network";
import { rule } from "./networkTrafficIsLogged";

export default specimens(rule, {
  passing: [{ of: "a VPC with flow logs", stack: network() }],
  failing: [
    { of: "a VPC without flow logs", stack: network({ flowLog: undefined }), says: "must have a FlowLog" },
    {
      of: "a flow log of rejected traffic",
      stack: network({ flowLog: { trafficType: "REJECT" } }),
      says: "trafficType of its FlowLog must be ALL",
    },
  ],
});
