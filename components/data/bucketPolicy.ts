import type { AwsAccount } from "../../core/aws/account";
import type { PolicyStatement } from "../iam/policyDocument";
import { useKeyFor } from "./keyUse";
import { retentionDays, retentionTag } from "./retention";

/** ARNs of a bucket and its key. */
export interface BucketArns {
  /** ARN of the bucket, known before the bucket exists. */
  readonly bucketArn: string;
  /** ARN of the bucket's key. */
  readonly keyArn: NonNullable<PolicyStatement["Resource"]>;
}

/**
 * Returns the statements of the bucket policy, which apply to all principals, including administrators of the account:
 * they deny requests without TLS, and writes with another key than the bucket's. Writes without a key use the bucket's
 * key.
 */
export function bucketStatements({ bucketArn, keyArn }: BucketArns): PolicyStatement[] {
  return [
    {
      Sid: "DenyInsecureTransport",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      // A write that requests encryption without a key uses a key of AWS: that of S3, or the AWS managed key in KMS.
      Sid: "DenyAwsKeys",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: `${bucketArn}/*`,
      Condition: {
        Null: {
          "s3:x-amz-server-side-encryption": "false",
          "s3:x-amz-server-side-encryption-aws-kms-key-id": "true",
        },
      },
    },
    {
      Sid: "DenyOtherKeys",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: `${bucketArn}/*`,
      Condition: {
        Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "false" },
        ArnNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn },
      },
    },
  ];
}

/**
 * Returns the permissions of a role that reads objects.
 *
 * @param prefix Prefix of the objects, without a slash at the end; undefined for all objects.
 */
export function readStatements(account: AwsAccount, arns: BucketArns, prefix: string | undefined): PolicyStatement[] {
  return [
    ...listStatements(arns.bucketArn, prefix),
    { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: objects(arns.bucketArn, prefix) },
    useKeyForBucket(account, arns, ["kms:Decrypt"]),
  ];
}

/**
 * Returns the permissions of a role that reads and writes objects. It cannot delete versions, so that objects can be
 * restored.
 */
export function readWriteStatements(
  account: AwsAccount,
  arns: BucketArns,
  prefix: string | undefined,
): PolicyStatement[] {
  return [
    ...listStatements(arns.bucketArn, prefix),
    {
      Sid: "ReadWrite",
      Effect: "Allow",
      Action: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
      ],
      Resource: objects(arns.bucketArn, prefix),
    },
    // S3 decrypts the parts of a multipart upload to assemble them.
    useKeyForBucket(account, arns, ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

/**
 * Returns the permissions of a role that only adds objects. Every object must have a known retention.
 *
 * @param prefix Prefix of the objects, without a slash at the end.
 */
export function addStatements(account: AwsAccount, arns: BucketArns, prefix: string): PolicyStatement[] {
  const Resource = objects(arns.bucketArn, prefix);
  const withRetention = { StringEquals: { [`s3:RequestObjectTag/${retentionTag}`]: retentionDays.map(String) } };
  return [
    {
      Sid: "Add",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource,
      // The header `If-None-Match: *` makes S3 refuse a name that exists.
      Condition: { ...withRetention, Null: { "s3:if-none-match": "false" } },
    },
    { Sid: "Tag", Effect: "Allow", Action: "s3:PutObjectTagging", Resource, Condition: withRetention },
    useKeyForBucket(account, arns, ["kms:GenerateDataKey"]),
    { Sid: "DenyReadAndDelete", Effect: "Deny", Action: ["s3:DeleteObject", "s3:GetObject"], Resource },
  ];
}

function listStatements(bucketArn: string, prefix: string | undefined): PolicyStatement[] {
  return [
    {
      Sid: "List",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: bucketArn,
      ...(prefix !== undefined && { Condition: { StringLike: { "s3:prefix": `${prefix}/*` } } }),
    },
    // SDKs request it before the first call. It reveals nothing about the bucket's content.
    { Sid: "GetBucketLocation", Effect: "Allow", Action: "s3:GetBucketLocation", Resource: bucketArn },
  ];
}

/** The encryption context is the bucket if a bucket key is used, and the object if the writer disabled it. */
function useKeyForBucket(account: AwsAccount, { bucketArn, keyArn }: BucketArns, actions: string[]): PolicyStatement {
  return useKeyFor({
    account,
    keyArn,
    service: "s3",
    actions,
    context: ["aws:s3:arn", [bucketArn, `${bucketArn}/*`]],
  });
}

function objects(bucketArn: string, prefix: string | undefined): string {
  return prefix === undefined ? `${bucketArn}/*` : `${bucketArn}/${prefix}/*`;
}
