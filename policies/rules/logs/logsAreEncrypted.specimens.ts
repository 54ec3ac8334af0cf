import { specimens } from "../../specimen";
import { logGroup } from "../../specimens/data";
import { rule } from "./logsAreEncrypted";

export default specimens(rule, {
  passing: [{ of: "logs with their key", stack: [logGroup()] }],
  failing: [
    {
      of: "logs with AWS's key",
      stack: [logGroup({ kmsKeyId: undefined })],
      says: "kmsKeyId: is no key of one's own",
    },
  ],
});
