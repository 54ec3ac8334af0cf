import { specimens } from "../../specimen";
import { cache } from "../../specimens/data";
import { rule } from "./cachesAreEncrypted";

export default specimens(rule, {
  passing: [
    { of: "a cache with users", stack: [cache()] },
    { of: "a cache with one password", stack: [cache({ userGroupIds: undefined, authToken: "[secret]" })] },
  ],
  failing: [
    {
      of: "a cache without encryption at rest",
      stack: [cache({ atRestEncryptionEnabled: undefined })],
      says: "atRestEncryptionEnabled: must be true",
    },
    {
      of: "a cache encrypted with AWS's key",
      stack: [cache({ kmsKeyId: undefined })],
      says: "kmsKeyId: must be a customer-managed key",
    },
    {
      of: "a cache without TLS",
      stack: [cache({ transitEncryptionEnabled: false })],
      says: "transitEncryptionEnabled: must be true",
    },
    {
      of: "a cache with optional TLS",
      stack: [cache({ transitEncryptionMode: "preferred" })],
      says: "transitEncryptionMode: must be required, because preferred allows clients without TLS",
    },
    {
      of: "a cache without authentication",
      stack: [cache({ userGroupIds: undefined })],
      says: "authToken: must be set, or userGroupIds",
    },
  ],
});
