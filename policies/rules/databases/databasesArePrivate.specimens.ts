import { specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { rule } from "./databasesArePrivate";

export default specimens(rule, {
  passing: [{ of: "a private database", stack: database() }],
  failing: [
    {
      of: "a database with a public address",
      stack: database({ publiclyAccessible: true }),
      says: "publiclyAccessible: must be false",
    },
    {
      of: "a database without encryption",
      stack: database({ storageEncrypted: undefined }),
      says: "storageEncrypted: must be true",
    },
    {
      of: "a database encrypted with AWS's key",
      stack: database({ kmsKeyId: undefined }),
      says: "kmsKeyId: must be a customer-managed key",
    },
  ],
});
