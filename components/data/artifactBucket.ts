import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, partition } from "../../core/aws/account";
import { Component } from "../component";
import type { EncryptionKey } from "../encryption/encryptionKey";
import { policyDocument } from "../iam/policyDocument";
import type { Grantee } from "../iam/role";
import { physicalName } from "../naming";
import { type Transform, transformed } from "../transform";
import { addStatements, type BucketArns, bucketStatements, readStatements, readWriteStatements } from "./bucketPolicy";
import { retentionDays, retentionTag } from "./retention";

/** Arguments of `ArtifactBucket`. */
export interface ArtifactBucketArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the platform, the first part of the bucket's name. */
  readonly platformName: string;
  /** Content of the bucket, the last part of its name: `artifacts`. */
  readonly purpose: string;
  /** KMS key of the objects. */
  readonly key: EncryptionKey;
  /** Retention of overwritten and deleted objects, in days. */
  readonly noncurrentVersionDays: number;
  /** Whether S3 moves objects that are not read to cheaper storage. */
  readonly intelligentTiering: boolean;
  /** Whether Pulumi refuses to delete the bucket, and AWS while it has objects. */
  readonly deletionProtection: boolean;
  /** Changes to the bucket. @default - none */
  readonly transform?: { readonly bucket?: Transform<aws.s3.BucketArgs> } | undefined;
}

/**
 * A private S3 bucket: versioned, encrypted with a customer-managed key and a bucket key, TLS only, without ACLs.
 *
 * The name is unique, because it contains account and region. It is known before the bucket exists, so policies can
 * contain it. A resource that needs the bucket with all its settings must depend on the component.
 *
 * S3 uses the key with the permissions of its caller. The key's policy therefore needs no statement for S3, and every
 * `grant…` method includes the key.
 *
 * ### Cost
 * 0.023 USD for each GB and month, including retained versions; 0.005 USD for 1,000 writes and 0.0004 USD for 1,000 reads
 * (us-east-1). The bucket key avoids most requests to KMS.
 */
export class ArtifactBucket extends Component {
  /** Name of the bucket. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket, computed from the name, so that a preview shows it. */
  readonly arn: pulumi.Output<string>;
  private readonly arns: BucketArns;

  constructor(
    name: string,
    private readonly args: ArtifactBucketArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super("mlops:index:ArtifactBucket", name, opts);

    const { account, platformName, purpose } = args;
    const bucketName = physicalName(
      "aws:s3/bucket:Bucket",
      `${platformName}-${account.accountId}-${account.region}-${purpose}`,
    );
    this.arns = { bucketArn: `arn:${partition(account)}:s3:::${bucketName}`, keyArn: args.key.arn };
    const bucket = this.createBucket(bucketName);
    const accessBlock = this.blockPublicAccess(bucket);
    this.encrypt(bucket);
    this.keepVersions(bucket);
    this.createPolicy(bucket, accessBlock);

    this.bucketName = bucket.bucket;
    this.arn = bucket.bucket.apply((created) => `arn:${partition(account)}:s3:::${created}`);
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }

  /**
   * Grants a role permission to list and read objects, including the use of the key.
   *
   * @param prefix Prefix of the objects, without a slash at the end. @default - all objects
   */
  grantRead(grantee: Grantee, prefix?: string): void {
    grantee.grant(grantName(this.name, "read", prefix), readStatements(this.args.account, this.arns, prefix));
  }

  /**
   * Grants a role permission to list, read, write and delete objects, including the use of the key. It does not permit
   * deleting versions.
   *
   * @param prefix Prefix of the objects, without a slash at the end. @default - all objects
   */
  grantReadWrite(grantee: Grantee, prefix?: string): void {
    grantee.grant(grantName(this.name, "write", prefix), readWriteStatements(this.args.account, this.arns, prefix));
  }

  /**
   * Grants a role permission to add objects with the tag `retentionTag`, including the use of the key. It denies the
   * role to read and to delete objects below the prefix, also if another grant permits it, and it permits no
   * replacement of an object.
   *
   * @param prefix Prefix of the objects, without a slash at the end.
   */
  grantAdd(grantee: Grantee, prefix: string): void {
    grantee.grant(grantName(this.name, "add", prefix), addStatements(this.args.account, this.arns, prefix));
  }

  private createBucket(bucketName: string): aws.s3.Bucket {
    const { deletionProtection, transform } = this.args;
    return new aws.s3.Bucket(
      ...transformed<aws.s3.BucketArgs>(
        "aws:s3/bucket:Bucket",
        transform?.bucket,
        this.name,
        { bucket: bucketName, forceDestroy: !deletionProtection },
        { ...this.retainedOptions(), protect: deletionProtection },
      ),
    );
  }

  private blockPublicAccess(bucket: aws.s3.Bucket): aws.s3.BucketPublicAccessBlock {
    // Without ACLs, the account owns every object, including those that another account wrote.
    new aws.s3.BucketOwnershipControls(
      `${this.name}-ownership`,
      { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      this.retainedOptions(),
    );
    return new aws.s3.BucketPublicAccessBlock(
      `${this.name}-closed`,
      {
        bucket: bucket.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      this.retainedOptions(),
    );
  }

  private encrypt(bucket: aws.s3.Bucket): void {
    new aws.s3.BucketServerSideEncryptionConfiguration(
      `${this.name}-encryption`,
      {
        bucket: bucket.bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: this.args.key.arn },
            bucketKeyEnabled: true,
            // With SSE-C, only the writer could read an object.
            blockedEncryptionTypes: ["SSE-C"],
          },
        ],
      },
      this.retainedOptions(),
    );
  }

  private keepVersions(bucket: aws.s3.Bucket): void {
    const versioning = new aws.s3.BucketVersioning(
      `${this.name}-versioning`,
      { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
      this.retainedOptions(),
    );
    new aws.s3.BucketLifecycleConfiguration(
      `${this.name}-lifecycle`,
      { bucket: bucket.bucket, rules: lifecycleRules(this.args) },
      // Rules about versions require versioning.
      { ...this.retainedOptions(), dependsOn: [versioning] },
    );
  }

  private createPolicy(bucket: aws.s3.Bucket, accessBlock: aws.s3.BucketPublicAccessBlock): void {
    new aws.s3.BucketPolicy(
      `${this.name}-policy`,
      { bucket: bucket.bucket, policy: policyDocument(bucketStatements(this.arns)) },
      // S3 rejects two concurrent changes of a bucket's access.
      { ...this.retainedOptions(), dependsOn: [accessBlock] },
    );
  }

  /** A retained bucket keeps its access block, encryption and versioning. */
  private retainedOptions(): pulumi.CustomResourceOptions {
    return { parent: this, retainOnDelete: this.args.deletionProtection };
  }
}

function lifecycleRules({
  noncurrentVersionDays,
  intelligentTiering,
}: ArtifactBucketArgs): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
  const everyObject = { status: "Enabled", filter: {} };
  return [
    { id: "unfinished-uploads", ...everyObject, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
    {
      id: "replaced-versions",
      ...everyObject,
      noncurrentVersionExpiration: { noncurrentDays: noncurrentVersionDays },
      expiration: { expiredObjectDeleteMarker: true },
    },
    ...retentionDays.map((days) => ({
      id: `${retentionTag}-${days}`,
      status: "Enabled",
      filter: { tag: { key: retentionTag, value: String(days) } },
      expiration: { days },
      // Otherwise they would exist for as long as replaced versions do.
      noncurrentVersionExpiration: { noncurrentDays: 1 },
    })),
    ...(intelligentTiering
      ? [{ id: "intelligent-tiering", ...everyObject, transitions: [{ days: 0, storageClass: "INTELLIGENT_TIERING" }] }]
      : []),
  ];
}

/** Name of a grant's policy. It contains the prefix, because a grantee may have grants for several prefixes. */
function grantName(bucket: string, what: string, prefix: string | undefined): string {
  return [bucket, what, ...(prefix === undefined ? [] : [prefix.replaceAll("/", ".")])].join("-");
}
