import type * as aws from "@pulumi/aws";
import { inputsOf } from "../../inputReaders";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "buckets-keep-versions",
  title: "Every bucket has versioning enabled",
  severity: "high",
  why: "A training job with a wrong prefix overwrites a data set or a model, and without versions it cannot be restored.",
  fix: 'add a BucketVersioning with status: "Enabled", as ArtifactBucket does',
  references: [{ name: "CKV_AWS_21" }],
  enforcement: "mandatory",
  types: ["aws:s3/bucket:Bucket"],
  check: (bucket, graph) => {
    const versionings = graph.dependents(bucket, "aws:s3/bucketVersioning:BucketVersioning", "bucket");
    if (versionings.length === 0) return [{ problem: "must have a BucketVersioning" }];
    return versionings.flatMap((one) =>
      inputsOf<aws.s3.BucketVersioningArgs>(one).versioningConfiguration?.status === "Enabled"
        ? []
        : [{ problem: "its BucketVersioning must be enabled" }],
    );
  },
});
