import { specimens } from "../../specimen";
import { cache } from "../../specimens/data";
import { rule } from "./cachesAreEncrypted";

export default specimens(rule, {
  passing: [
    { of: "a cache of users", stack: [cache()] },
    { of: "a cache of one password", stack: [cache({ userGroupIds: undefined, authToken: "[secret]" })] },
  ],
  failing: [
    {
      of: "a cache that is not encrypted on disk",
      stack: [cache({ atRestEncryptionEnabled: undefined })],
      says: "atRestEncryptionEnabled: is off",
    },
    {
      of: "a cache with AWS's key",
      stack: [cache({ kmsKeyId: undefined })],
      says: "kmsKeyId: is no key of one's own",
    },
    {
      of: "a cache without TLS",
      stack: [cache({ transitEncryptionEnabled: false })],
      says: "transitEncryptionEnabled: is off",
    },
    {
      of: "a cache where TLS is up to clients",
      stack: [cache({ transitEncryptionMode: "preferred" })],
      says: "transitEncryptionMode: lets clients come without TLS",
    },
    {
      of: "a cache without a login",
      stack: [cache({ userGroupIds: undefined })],
      says: "authToken: is not set, and neither is userGroupIds",
    },
  ],
});
