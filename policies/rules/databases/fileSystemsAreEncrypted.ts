import type * as aws from "@pulumi/aws";
import { hasOwnKey, isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.efs.FileSystemArgs>()({
  name: "file-systems-are-encrypted",
  title: "File systems are encrypted with a customer-managed key",
  severity: "high",
  why: "A file system with notebooks and data sets cannot be encrypted later: its data must be copied to a new one.",
  fix: "set encrypted: true and kmsKeyId, as SharedFileSystem does",
  references: [{ name: "CKV_AWS_42" }, { name: "CKV_AWS_184" }],
  enforcement: "mandatory",
  types: ["aws:efs/fileSystem:FileSystem"],
  check: (fileSystem) => [
    ...(isTrue(fileSystem.encrypted) ? [] : [{ at: "encrypted", problem: "must be true" }]),
    ...(hasOwnKey(fileSystem, "kmsKeyId") ? [] : [{ at: "kmsKeyId", problem: "must be a customer-managed key" }]),
  ],
});
