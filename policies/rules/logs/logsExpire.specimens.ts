import { specimens } from "../../specimen";
import { logGroup } from "../../specimens/data";
import { rule } from "./logsExpire";

export default specimens(rule, {
  passing: [{ title: "logs with a retention of one year", stack: [logGroup()] }],
  failing: [
    {
      title: "logs with AWS's default retention",
      stack: [logGroup({ retentionInDays: undefined })],
      message: "retentionInDays: must be a number of days; otherwise logs never expire",
    },
    {
      title: "logs that never expire",
      stack: [logGroup({ retentionInDays: 0 })],
      message: "retentionInDays: must be a number of days; otherwise logs never expire",
    },
  ],
});
