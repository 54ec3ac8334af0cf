import { specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { rule } from "./databasesArePrivate";

export default specimens(rule, {
  passing: [{ title: "a private database", stack: database() }],
  failing: [
    {
      title: "a database with a public address",
      stack: database({ publiclyAccessible: true }),
      message: "publiclyAccessible: must be false",
    },
    {
      title: "a database without encryption",
      stack: database({ storageEncrypted: undefined }),
      message: "storageEncrypted: must be true",
    },
    {
      title: "a database encrypted with AWS's key",
      stack: database({ kmsKeyId: undefined }),
      message: "kmsKeyId: must be a customer-managed key",
    },
  ],
});
