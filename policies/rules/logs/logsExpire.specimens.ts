import { specimens } from "../../specimen";
import { logGroup } from "../../specimens/data";
import { rule } from "./logsExpire";

export default specimens(rule, {
  passing: [{ of: "logs with a retention of one year", stack: [logGroup()] }],
  failing: [
    {
      of: "logs with AWS's default retention",
      stack: [logGroup({ retentionInDays: undefined })],
      says: "retentionInDays: must be a number of days, or logs never expire",
    },
    {
      of: "logs that never expire",
      stack: [logGroup({ retentionInDays: 0 })],
      says: "retentionInDays: must be a number of days, or logs never expire",
    },
  ],
});
