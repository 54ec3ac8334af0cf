import { specimens } from "../../specimen";
import { logGroup } from "../../specimens/data";
import { rule } from "./logsExpire";

export default specimens(rule, {
  passing: [{ of: "logs of a year", stack: [logGroup()] }],
  failing: [
    {
      of: "logs of AWS's default",
      stack: [logGroup({ retentionInDays: undefined })],
      says: "retentionInDays: keeps logs for ever",
    },
    { of: "logs for ever", stack: [logGroup({ retentionInDays: 0 })], says: "retentionInDays: keeps logs for ever" },
  ],
});
