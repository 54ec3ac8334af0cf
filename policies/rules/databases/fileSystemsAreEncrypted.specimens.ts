import { specimens } from "../../specimen";
import { fileSystem } from "../../specimens/data";
import { rule } from "./fileSystemsAreEncrypted";

export default specimens(rule, {
  passing: [{ of: "a file system with its key", stack: [fileSystem()] }],
  failing: [
    {
      of: "a file system without encryption",
      stack: [fileSystem({ encrypted: undefined })],
      says: "encrypted: is off",
    },
    {
      of: "a file system with AWS's key",
      stack: [fileSystem({ kmsKeyId: "alias/aws/elasticfilesystem" })],
      says: "kmsKeyId: is no key of one's own",
    },
  ],
});
