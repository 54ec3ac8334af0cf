import { specimens } from "../../specimen";
import { logGroup } from "../../specimens/data";
import { rule } from "./logsAreEncrypted";

export default specimens(rule, {
  passing: [{ of: "logs with a customer-managed key", stack: [logGroup()] }],
  failing: [
    {
      of: "logs encrypted with AWS's key",
      stack: [logGroup({ kmsKeyId: undefined })],
      says: "kmsKeyId: must be a customer-managed key",
    },
  ],
});
