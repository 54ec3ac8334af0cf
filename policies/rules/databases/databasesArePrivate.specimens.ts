import { specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { rule } from "./databasesArePrivate";

export default specimens(rule, {
  passing: [{ of: "a private database", stack: database() }],
  failing: [
    {
      of: "a database for everybody",
      stack: database({ publiclyAccessible: true }),
      says: "publiclyAccessible: is not off",
    },
    {
      of: "a database without encryption",
      stack: database({ storageEncrypted: undefined }),
      says: "storageEncrypted: is off",
    },
    {
      of: "a database with AWS's key",
      stack: database({ kmsKeyId: undefined }),
      says: "kmsKeyId: is no key of one's own",
    },
  ],
});
