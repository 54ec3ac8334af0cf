import { specimens } from "../../specimen";
import { logGroup } from "../../specimens/data";
import { rule } from "./logsAreEncrypted";

export default specimens(rule, {
  passing: [{ title: "logs with a customer-managed key", stack: [logGroup()] }],
  failing: [
    {
      title: "logs encrypted with AWS's key",
      stack: [logGroup({ kmsKeyId: undefined })],
      message: "kmsKeyId: must be a customer-managed key",
    },
  ],
});
