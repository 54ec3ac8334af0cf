import type * as aws from "@pulumi/aws";
import { inputsOf, isObject, isSet, itemsOf } from "../../inputReaders";
import { stackRule } from "../../rule";

const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

export const rule = stackRule({
  name: "buckets-expire-leftovers",
  title: "Every bucket expires incomplete uploads and noncurrent object versions",
  severity: "medium",
  why: "Incomplete uploads and old versions of hourly checkpoints are billed forever, and no listing of the bucket shows them.",
  fix: "add lifecycle rules with abortIncompleteMultipartUpload and noncurrentVersionExpiration, as ArtifactBucket does",
  references: [{ name: "CKV_AWS_300" }, { name: "CKV2_AWS_61" }],
  enforcement: "mandatory",
  types: ["aws:s3/bucket:Bucket"],
  check: (bucket, graph) => {
    const enabled = graph
      .dependents(bucket, lifecycleType, "bucket")
      .flatMap((one) => itemsOf(inputsOf<aws.s3.BucketLifecycleConfigurationArgs>(one).rules))
      .filter((one) => isObject(one) && one.status === "Enabled" && coversAllObjects(one));
    const expires = (field: string) => enabled.some((one) => isSet(one, field));
    return [
      ...(expires("abortIncompleteMultipartUpload")
        ? []
        : [{ problem: "must have a lifecycle rule that aborts incomplete uploads" }]),
      ...(expires("noncurrentVersionExpiration")
        ? []
        : [{ problem: "must have a lifecycle rule that expires noncurrent versions" }]),
    ];
  },
});

/** Whether a lifecycle rule has no filter by prefix, tag or size. */
function coversAllObjects({ filter, prefix }: Readonly<Record<string, unknown>>): boolean {
  const filters = isObject(filter) ? Object.values(filter) : [];
  return [prefix, ...filters].every((one) => one === undefined || one === null || one === "");
}
