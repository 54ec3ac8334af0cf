import type * as aws from "@pulumi/aws";
import { each, hasOwnKey, inputsOf, isTrue, itemsOf } from "../../inputReaders";
import { stackRule } from "../../rule";

const encryptionType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

export const rule = stackRule({
  name: "buckets-are-encrypted",
  title: "Every bucket encrypts with a key of one's own, at a price that does not grow with requests",
  severity: "high",
  why: "With S3's own key nobody can revoke what reads data and models; without a bucket key each object read is a paid call of KMS.",
  fix: 'set sseAlgorithm: "aws:kms", kmsMasterKeyId and bucketKeyEnabled, as ArtifactBucket does',
  references: [{ name: "CKV_AWS_19" }, { name: "CKV_AWS_145" }],
  enforcement: "mandatory",
  types: ["aws:s3/bucket:Bucket"],
  check: (bucket, graph) => {
    const lists = graph
      .naming(bucket, encryptionType, "bucket")
      .map((one) => inputsOf<aws.s3.BucketServerSideEncryptionConfigurationArgs>(one).rules);
    if (!lists.some((rules) => itemsOf(rules).length > 0)) {
      return [{ problem: "has no BucketServerSideEncryptionConfiguration" }];
    }
    return lists.flatMap((rules) =>
      each(rules, ({ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled }) => {
        if (byDefault?.sseAlgorithm !== "aws:kms" && byDefault?.sseAlgorithm !== "aws:kms:dsse") {
          return [{ problem: "is not encrypted by KMS" }];
        }
        if (!hasOwnKey(byDefault, "kmsMasterKeyId")) return [{ problem: "is encrypted with AWS's key" }];
        return isTrue(bucketKeyEnabled) ? [] : [{ problem: "has no bucket key" }];
      }),
    );
  },
});
