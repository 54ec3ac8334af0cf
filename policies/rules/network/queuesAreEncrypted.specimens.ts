import { specimens } from "../../specimen";
import { queue } from "../../specimens/data";
import { keyArn } from "../../specimens/keys";
import { rule } from "./queuesAreEncrypted";

export default specimens(rule, {
  passing: [
    { title: "a queue encrypted with SQS's key", stack: [queue()] },
    {
      title: "a queue encrypted with a customer-managed key",
      stack: [queue({ sqsManagedSseEnabled: undefined, kmsMasterKeyId: keyArn })],
    },
  ],
  failing: [
    {
      title: "a queue without encryption",
      stack: [queue({ sqsManagedSseEnabled: false })],
      message: "sqsManagedSseEnabled: must be true, unless kmsMasterKeyId is set",
    },
  ],
});
