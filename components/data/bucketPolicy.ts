import type { AwsAccount } from "../../core/aws/account";
import type { PolicyStatement } from "../iam/policyDocument";
import { useKeyFor } from "./keyUse";

/** A bucket and its key, as policies name them. */
export interface BucketArns {
  /** Known before the bucket exists. */
  readonly bucketArn: string;
  readonly keyArn: NonNullable<PolicyStatement["Resource"]>;
}

/**
 * The bucket's own policy, which holds against everybody, the account's administrators included: nothing passes
 * without TLS, and nothing is stored under another key than the bucket's. Who asks for no encryption gets the bucket's.
 */
export function bucketStatements({ bucketArn, keyArn }: BucketArns): PolicyStatement[] {
  return [
    {
      Sid: "OnlyTls",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      // Asking for encryption without naming a key means one of AWS's: that of S3 itself, or S3's in KMS.
      Sid: "NoKeyOfAws",
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
      Sid: "OnlyOwnKey",
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
 * Permissions of a role that reads a bucket.
 *
 * @param prefix Without a slash at its end: what lies below it and nothing else.
 */
export function readStatements(account: AwsAccount, arns: BucketArns, prefix: string | undefined): PolicyStatement[] {
  return [
    ...listStatements(arns.bucketArn, prefix),
    { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: objects(arns.bucketArn, prefix) },
    useKeyForBucket(account, arns, ["kms:Decrypt"]),
  ];
}

/** The same of a role that writes too. It deletes no versions: what it overwrites or deletes can be brought back. */
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
    // An upload in parts is decrypted to be put together.
    useKeyForBucket(account, arns, ["kms:Decrypt", "kms:GenerateDataKey"]),
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
    // SDKs ask for it before the first request. It says nothing of what is in the bucket.
    { Sid: "FindRegion", Effect: "Allow", Action: "s3:GetBucketLocation", Resource: bucketArn },
  ];
}

/** S3 names the bucket where a bucket key is used, and the object where a writer has switched it off. */
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
