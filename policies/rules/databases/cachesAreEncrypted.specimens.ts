import { specimens } from "../../specimen";
import { cache } from "../../specimens/data";
import { rule } from "./cachesAreEncrypted";

export default specimens(rule, {
  passing: [
    { title: "a cache with users", stack: [cache()] },
    { title: "a cache with one password", stack: [cache({ userGroupIds: undefined, authToken: "[secret]" })] },
  ],
  failing: [
    {
      title: "a cache without encryption at rest",
      stack: [cache({ atRestEncryptionEnabled: undefined })],
      message: "atRestEncryptionEnabled: must be true",
    },
    {
      title: "a cache encrypted with AWS's key",
      stack: [cache({ kmsKeyId: undefined })],
      message: "kmsKeyId: must be a customer-managed key",
    },
    {
      title: "a cache without TLS",
      stack: [cache({ transitEncryptionEnabled: false })],
      message: "transitEncryptionEnabled: must be true",
    },
    {
      title: "a cache with optional TLS",
      stack: [cache({ transitEncryptionMode: "preferred" })],
      message: "transitEncryptionMode: must be required, because preferred allows clients without TLS",
    },
    {
      title: "a cache without authentication",
      stack: [cache({ userGroupIds: undefined })],
      message: "authToken: must be set, unless userGroupIds is set",
    },
  ],
});
