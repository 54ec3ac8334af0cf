import { resource, specimens } from "../../specimen";
import { tags } from "../../specimens/baseStack";
import { fileSystem, logGroup } from "../../specimens/data";
import { keyArn } from "../../specimens/keys";
import { rule } from "./stateIsNeverReplaced";

const shared = (options: { protect?: boolean; retainOnDelete?: boolean; replaceOnChanges?: string[] }) =>
  resource("aws:efs/fileSystem:FileSystem", "shared", { encrypted: true, kmsKeyId: keyArn, tags }, { options });
const retained = [shared({ retainOnDelete: true })];

export default specimens(rule, {
  passing: [
    { of: "a protected file system, and logs", stack: [fileSystem(), logGroup()] },
    { of: "a file system of dev", stack: retained, context: { environment: "dev" } },
  ],
  failing: [
    {
      of: "a file system that is retained alone",
      stack: retained,
      says: "is retained but not protected: a replacement would be empty",
    },
    {
      of: "a file system that is to be replaced",
      stack: [shared({ protect: true, replaceOnChanges: ["performanceMode"] })],
      says: "asks to be replaced: replaceOnChanges is set",
    },
  ],
});
