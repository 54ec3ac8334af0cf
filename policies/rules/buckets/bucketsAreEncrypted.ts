import type * as aws from "@pulumi/aws";
import { each, hasOwnKey, inputsOf, isTrue, itemsOf } from "../../inputReaders";
import { stackRule } from "../../rule";

const encryptionType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

export const rule = stackRule({
  name: "buckets-are-encrypted",
  title: "Every bucket is encrypted with a customer-managed KMS key and a bucket key",
  severity: "high",
  why: "With S3's own key, access to data and models cannot be revoked. Without a bucket key, every object read is a billed KMS request.",
  fix: 'set sseAlgorithm: "aws:kms", kmsMasterKeyId and bucketKeyEnabled, as ArtifactBucket does',
  references: [{ name: "CKV_AWS_19" }, { name: "CKV_AWS_145" }],
  enforcement: "mandatory",
  types: ["aws:s3/bucket:Bucket"],
  check: (bucket, graph) => {
    const lists = graph
      .dependents(bucket, encryptionType, "bucket")
      .map((one) => inputsOf<aws.s3.BucketServerSideEncryptionConfigurationArgs>(one).rules);
    if (!lists.some((rules) => itemsOf(rules).length > 0)) {
      return [{ problem: "must have a BucketServerSideEncryptionConfiguration" }];
    }
    return lists.flatMap((rules) =>
      each(rules, ({ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled }) => {
        if (byDefault?.sseAlgorithm !== "aws:kms" && byDefault?.sseAlgorithm !== "aws:kms:dsse") {
          return [{ problem: "must be encrypted with KMS" }];
        }
        if (!hasOwnKey(byDefault, "kmsMasterKeyId"))
          return [{ problem: "must be encrypted with a customer-managed key" }];
        return isTrue(bucketKeyEnabled) ? [] : [{ problem: "must use a bucket key" }];
      }),
    );
  },
});
