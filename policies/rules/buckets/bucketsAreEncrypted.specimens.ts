import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { keyArn } from "../../specimens/keys";
import { rule } from "./bucketsAreEncrypted";

const kms = { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };

export default specimens(rule, {
  passing: [{ of: "a bucket with its key", stack: bucket() }],
  failing: [
    {
      of: "a bucket without a configuration",
      stack: bucket({ encryption: undefined }),
      says: "has no BucketServerSideEncryptionConfiguration",
    },
    {
      of: "a bucket with S3's key",
      stack: bucket({ encryption: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] } }),
      says: "is not encrypted by KMS",
    },
    {
      of: "a bucket with AWS's key of KMS",
      stack: bucket({
        encryption: {
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true }],
        },
      }),
      says: "is encrypted with AWS's key",
    },
    {
      of: "a bucket that asks KMS for each object",
      stack: bucket({ encryption: { rules: [{ applyServerSideEncryptionByDefault: kms }] } }),
      says: "has no bucket key",
    },
  ],
});
