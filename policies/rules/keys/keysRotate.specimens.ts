import { specimens } from "../../specimen";
import { key } from "../../specimens/keys";
import { rule } from "./keysRotate";

export default specimens(rule, {
  passing: [
    { title: "a key with rotation", stack: [key()] },
    {
      title: "an asymmetric key for signatures",
      stack: [key({ customerMasterKeySpec: "ECC_NIST_P256", keyUsage: "SIGN_VERIFY", enableKeyRotation: undefined })],
    },
  ],
  failing: [
    {
      title: "a key without rotation",
      stack: [key({ enableKeyRotation: false })],
      message: "enableKeyRotation: must be true",
    },
    {
      title: "a key with a waiting period of one day",
      stack: [key({ deletionWindowInDays: 1 })],
      message: "deletionWindowInDays: must be at least 7",
    },
  ],
});
