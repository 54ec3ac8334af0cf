import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { keyArn } from "../../specimens/keys";
import { rule } from "./bucketsAreEncrypted";

const kms = { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };

export default specimens(rule, {
  passing: [{ title: "a bucket with a customer-managed key", stack: bucket() }],
  failing: [
    {
      title: "a bucket without an encryption configuration",
      stack: bucket({ encryption: undefined }),
      message: "must have a BucketServerSideEncryptionConfiguration",
    },
    {
      title: "a bucket encrypted with S3's key",
      stack: bucket({ encryption: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] } }),
      message: "must be encrypted with KMS",
    },
    {
      title: "a bucket encrypted with AWS's KMS key",
      stack: bucket({
        encryption: {
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true }],
        },
      }),
      message: "must be encrypted with a customer-managed key",
    },
    {
      title: "a bucket without a bucket key",
      stack: bucket({ encryption: { rules: [{ applyServerSideEncryptionByDefault: kms }] } }),
      message: "must use a bucket key",
    },
  ],
});
