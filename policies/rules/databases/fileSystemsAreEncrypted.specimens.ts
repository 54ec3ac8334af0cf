import { specimens } from "../../specimen";
import { fileSystem } from "../../specimens/data";
import { rule } from "./fileSystemsAreEncrypted";

export default specimens(rule, {
  passing: [{ title: "a file system with a customer-managed key", stack: [fileSystem()] }],
  failing: [
    {
      title: "a file system without encryption",
      stack: [fileSystem({ encrypted: undefined })],
      message: "encrypted: must be true",
    },
    {
      title: "a file system encrypted with AWS's key",
      stack: [fileSystem({ kmsKeyId: "alias/aws/elasticfilesystem" })],
      message: "kmsKeyId: must be a customer-managed key",
    },
  ],
});
