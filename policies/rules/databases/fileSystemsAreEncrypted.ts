import type * as aws from "@pulumi/aws";
import { hasOwnKey, isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.efs.FileSystemArgs>()({
  name: "file-systems-are-encrypted",
  title: "Shared file systems are encrypted with a key of one's own",
  severity: "high",
  why: "A file system that holds notebooks and data sets cannot be encrypted later: it has to be copied to another.",
  fix: "set encrypted: true and kmsKeyId, as SharedFileSystem does",
  references: [{ name: "CKV_AWS_42" }, { name: "CKV_AWS_184" }],
  enforcement: "mandatory",
  types: ["aws:efs/fileSystem:FileSystem"],
  check: (fileSystem) => [
    ...(isTrue(fileSystem.encrypted) ? [] : [{ at: "encrypted", problem: "is off" }]),
    ...(hasOwnKey(fileSystem, "kmsKeyId") ? [] : [{ at: "kmsKeyId", problem: "is no key of one's own" }]),
  ],
});
