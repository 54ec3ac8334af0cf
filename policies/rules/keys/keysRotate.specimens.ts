import { specimens } from "../../specimen";
import { key } from "../../specimens/keys";
import { rule } from "./keysRotate";

export default specimens(rule, {
  passing: [
    { of: "a key that rotates", stack: [key()] },
    {
      of: "a key for signatures",
      stack: [key({ customerMasterKeySpec: "ECC_NIST_P256", keyUsage: "SIGN_VERIFY", enableKeyRotation: undefined })],
    },
  ],
  failing: [
    { of: "a key that does not", stack: [key({ enableKeyRotation: false })], says: "enableKeyRotation: is off" },
    {
      of: "a key that is gone tomorrow",
      stack: [key({ deletionWindowInDays: 1 })],
      says: "deletionWindowInDays: is less than 7",
    },
  ],
});
