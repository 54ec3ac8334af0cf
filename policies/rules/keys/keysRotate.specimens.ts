import { specimens } from "../../specimen";
import { key } from "../../specimens/keys";
import { rule } from "./keysRotate";

export default specimens(rule, {
  passing: [
    { of: "a key with rotation", stack: [key()] },
    {
      of: "an asymmetric key for signatures",
      stack: [key({ customerMasterKeySpec: "ECC_NIST_P256", keyUsage: "SIGN_VERIFY", enableKeyRotation: undefined })],
    },
  ],
  failing: [
    {
      of: "a key without rotation",
      stack: [key({ enableKeyRotation: false })],
      says: "enableKeyRotation: must be true",
    },
    {
      of: "a key with a waiting period of one day",
      stack: [key({ deletionWindowInDays: 1 })],
      says: "deletionWindowInDays: must be at least 7",
    },
  ],
});
