import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { keyArn } from "../../specimens/keys";
import { rule } from "./bucketsAreEncrypted";

const kms = { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };

export default specimens(rule, {
  passing: [{ of: "a bucket with a customer-managed key", stack: bucket() }],
  failing: [
    {
      of: "a bucket without an encryption configuration",
      stack: bucket({ encryption: undefined }),
      says: "must have a BucketServerSideEncryptionConfiguration",
    },
    {
      of: "a bucket encrypted with S3's key",
      stack: bucket({ encryption: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] } }),
      says: "must be encrypted with KMS",
    },
    {
      of: "a bucket encrypted with AWS's KMS key",
      stack: bucket({
        encryption: {
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true }],
        },
      }),
      says: "must be encrypted with a customer-managed key",
    },
    {
      of: "a bucket without a bucket key",
      stack: bucket({ encryption: { rules: [{ applyServerSideEncryptionByDefault: kms }] } }),
      says: "must use a bucket key",
    },
  ],
});
