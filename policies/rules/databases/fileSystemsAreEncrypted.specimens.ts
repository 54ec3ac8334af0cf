import { specimens } from "../../specimen";
import { fileSystem } from "../../specimens/data";
import { rule } from "./fileSystemsAreEncrypted";

export default specimens(rule, {
  passing: [{ of: "a file system with a customer-managed key", stack: [fileSystem()] }],
  failing: [
    {
      of: "a file system without encryption",
      stack: [fileSystem({ encrypted: undefined })],
      says: "encrypted: must be true",
    },
    {
      of: "a file system encrypted with AWS's key",
      stack: [fileSystem({ kmsKeyId: "alias/aws/elasticfilesystem" })],
      says: "kmsKeyId: must be a customer-managed key",
    },
  ],
});
