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
    { title: "a protected file system and a log group", stack: [fileSystem(), logGroup()] },
    { title: "a file system in dev", stack: retained, context: { environment: "dev" } },
  ],
  failing: [
    {
      title: "a file system that is retained but not protected",
      stack: retained,
      message: "must be protected, because a replacement of a retained resource is empty",
    },
    {
      title: "a file system with replaceOnChanges",
      stack: [shared({ protect: true, replaceOnChanges: ["performanceMode"] })],
      message: "must not set replaceOnChanges",
    },
  ],
});
