import { specimens } from "../../specimen";
import { network } from "../../specimens/network";
import { rule } from "./networkTrafficIsLogged";

export default specimens(rule, {
  passing: [{ of: "a network with its log", stack: network() }],
  failing: [
    { of: "a network without", stack: network({ flowLog: undefined }), says: "has no FlowLog" },
    {
      of: "a log of what was refused",
      stack: network({ flowLog: { trafficType: "REJECT" } }),
      says: "trafficType of its FlowLog is not ALL",
    },
  ],
});
