import type * as aws from "@pulumi/aws";
import { each, isTrue, itemsOf } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.ec2.LaunchTemplateArgs>()({
  name: "node-volumes-are-encrypted",
  title: "Nodes' disks are encrypted",
  severity: "high",
  why: "Images, caches of data sets and mounted secrets stay readable in every snapshot and copy of a node's disk.",
  fix: "set ebs.encrypted and ebs.kmsKeyId of each of blockDeviceMappings, as nodeImages.ts does",
  references: [{ name: "CKV_AWS_8" }],
  enforcement: "mandatory",
  types: ["aws:ec2/launchTemplate:LaunchTemplate"],
  check: ({ blockDeviceMappings }) =>
    itemsOf(blockDeviceMappings).length === 0
      ? [{ at: "blockDeviceMappings", problem: "names no disk: the image's own are as its maker left them" }]
      : each(blockDeviceMappings, ({ ebs }, index) =>
          ebs === undefined || isTrue(ebs?.encrypted)
            ? []
            : [{ at: `blockDeviceMappings[${index}].ebs.encrypted`, problem: "is off" }],
        ),
});
