import type * as aws from "@pulumi/aws";
import { inputsOf, isObject, isSet, itemsOf } from "../../inputReaders";
import { stackRule } from "../../rule";

const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

export const rule = stackRule({
  name: "buckets-expire-leftovers",
  title: "Every bucket lets go of unfinished uploads and of replaced versions",
  severity: "medium",
  why: "Checkpoints that are overwritten each hour, and uploads that died, are paid for ever without anybody seeing them.",
  fix: "add rules with abortIncompleteMultipartUpload and noncurrentVersionExpiration, as ArtifactBucket does",
  references: [{ name: "CKV_AWS_300" }, { name: "CKV2_AWS_61" }],
  enforcement: "mandatory",
  types: ["aws:s3/bucket:Bucket"],
  check: (bucket, graph) => {
    const enabled = graph
      .naming(bucket, lifecycleType, "bucket")
      .flatMap((one) => itemsOf(inputsOf<aws.s3.BucketLifecycleConfigurationArgs>(one).rules))
      .filter((one) => isObject(one) && one.status === "Enabled");
    const lets = (field: string) => enabled.some((one) => isSet(one, field));
    return [
      ...(lets("abortIncompleteMultipartUpload") ? [] : [{ problem: "keeps unfinished uploads for ever" }]),
      ...(lets("noncurrentVersionExpiration") ? [] : [{ problem: "keeps replaced versions for ever" }]),
    ];
  },
});
