import { specimens } from "../../specimen";
import { queue } from "../../specimens/data";
import { keyArn } from "../../specimens/keys";
import { rule } from "./queuesAreEncrypted";

export default specimens(rule, {
  passing: [
    { of: "a queue with SQS's key", stack: [queue()] },
    { of: "a queue with its own", stack: [queue({ sqsManagedSseEnabled: undefined, kmsMasterKeyId: keyArn })] },
  ],
  failing: [
    {
      of: "a queue without any",
      stack: [queue({ sqsManagedSseEnabled: false })],
      says: "sqsManagedSseEnabled: is off, and there is no key",
    },
  ],
});
