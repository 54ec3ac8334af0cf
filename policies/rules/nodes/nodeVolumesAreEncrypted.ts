import type * as aws from "@pulumi/aws";
import { each, isTrue, itemsOf } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.ec2.LaunchTemplateArgs>()({
  name: "node-volumes-are-encrypted",
  title: "Volumes of nodes are encrypted",
  severity: "high",
  why: "Images, cached data sets and mounted secrets stay readable in every snapshot and copy of an unencrypted node volume.",
  fix: "set ebs.encrypted and ebs.kmsKeyId on each entry of blockDeviceMappings, as nodeImages.ts does",
  references: [{ name: "CKV_AWS_8" }],
  enforcement: "mandatory",
  types: ["aws:ec2/launchTemplate:LaunchTemplate"],
  check: ({ blockDeviceMappings }) =>
    itemsOf(blockDeviceMappings).length === 0
      ? [{ at: "blockDeviceMappings", problem: "must list every volume; otherwise the settings of the image apply" }]
      : each(blockDeviceMappings, ({ ebs }, index) =>
          ebs === undefined || isTrue(ebs?.encrypted)
            ? []
            : [{ at: `blockDeviceMappings[${index}].ebs.encrypted`, problem: "must be true" }],
        ),
});
