import { specimens } from "../../specimen";
import { network } from "../../specimens/network";
import { rule } from "./networkTrafficIsLogged";

export default specimens(rule, {
  passing: [{ title: "a VPC with flow logs", stack: network() }],
  failing: [
    { title: "a VPC without flow logs", stack: network({ flowLog: undefined }), message: "must have a FlowLog" },
    {
      title: "a flow log of rejected traffic",
      stack: network({ flowLog: { trafficType: "REJECT" } }),
      message: "trafficType of its FlowLog must be ALL",
    },
  ],
});
