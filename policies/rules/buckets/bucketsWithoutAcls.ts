import type * as aws from "@pulumi/aws";
import { inputsOf } from "../../inputReaders";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "buckets-without-acls",
  title: "Every bucket disables ACLs",
  severity: "medium",
  why: "An object that another account writes stays owned by that account: the platform can neither read nor share it.",
  fix: 'add BucketOwnershipControls with objectOwnership: "BucketOwnerEnforced", as ArtifactBucket does',
  references: [{ name: "CKV2_AWS_65" }],
  enforcement: "mandatory",
  types: ["aws:s3/bucket:Bucket"],
  check: (bucket, graph) => {
    const controls = graph.dependents(bucket, "aws:s3/bucketOwnershipControls:BucketOwnershipControls", "bucket");
    if (controls.length === 0) return [{ problem: "must have BucketOwnershipControls" }];
    return controls.flatMap((one) =>
      inputsOf<aws.s3.BucketOwnershipControlsArgs>(one).rule?.objectOwnership === "BucketOwnerEnforced"
        ? []
        : [{ problem: "objectOwnership of its BucketOwnershipControls must be BucketOwnerEnforced" }],
    );
  },
});
