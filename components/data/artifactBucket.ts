import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, partition } from "../../core/aws/account";
import { Component } from "../component";
import type { EncryptionKey } from "../encryption/encryptionKey";
import { policyDocument } from "../iam/policyDocument";
import type { Grantee } from "../iam/role";
import { physicalName } from "../naming";
import { type Transform, transformed } from "../transform";
import { type BucketArns, bucketStatements, readStatements, readWriteStatements } from "./bucketPolicy";

export interface ArtifactBucketArgs {
  readonly account: AwsAccount;
  /** Name of the platform, with which the bucket's name begins. */
  readonly platformName: string;
  /** What lies in the bucket, the end of its name: `artifacts`. */
  readonly purpose: string;
  readonly key: EncryptionKey;
  /** Days for which what was overwritten or deleted can be brought back. */
  readonly noncurrentVersionDays: number;
  /** Whether S3 moves what nobody reads to cheaper storage by itself. */
  readonly intelligentTiering: boolean;
  /** Whether deletion is refused, by Pulumi, and by AWS while anything is in the bucket. */
  readonly deletionProtection: boolean;
  readonly transform?: { readonly bucket?: Transform<aws.s3.BucketArgs> } | undefined;
}

/**
 * A private S3 bucket: versioned, encrypted under a key of ours with a bucket key, reached by TLS alone, without ACLs.
 *
 * Its name holds account and region, so that no other account has it already, and follows from settings, so that
 * policies can name it before it exists. Depend on the component where all of that must be there.
 *
 * S3 uses the key with the permissions of whoever calls it: the key's policy needs nothing for S3, and every grant here
 * includes the key.
 *
 * ### Cost
 * 0.023 USD for each GB and month, versions that were replaced included; 0.005 USD for 1,000 writes and 0.0004 USD for
 * 1,000 reads (us-east-1). The bucket key spares most of KMS's requests.
 */
export class ArtifactBucket extends Component {
  readonly bucketName: pulumi.Output<string>;
  /** Made of the name, so that a preview shows it. */
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
    const closed = this.closeToThePublic(bucket);
    this.encrypt(bucket);
    this.keepVersions(bucket);
    this.createPolicy(bucket, closed);

    this.bucketName = bucket.bucket;
    this.arn = bucket.bucket.apply((created) => `arn:${partition(account)}:s3:::${created}`);
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }

  /**
   * Lets a role list and read, the key included.
   *
   * @param prefix Without a slash at its end: only what lies below it. @default - everything
   */
  grantRead(grantee: Grantee, prefix?: string): void {
    grantee.grant(grantName(this.name, "read", prefix), readStatements(this.args.account, this.arns, prefix));
  }

  /** The same, and writing and deleting. Versions cannot be deleted by it. */
  grantReadWrite(grantee: Grantee, prefix?: string): void {
    grantee.grant(grantName(this.name, "write", prefix), readWriteStatements(this.args.account, this.arns, prefix));
  }

  private createBucket(bucketName: string): aws.s3.Bucket {
    const { deletionProtection, transform } = this.args;
    return new aws.s3.Bucket(
      ...transformed<aws.s3.BucketArgs>(
        transform?.bucket,
        this.name,
        { bucket: bucketName, forceDestroy: !deletionProtection, tags: { Name: bucketName } },
        { ...this.keptWithTheBucket(), protect: deletionProtection },
      ),
    );
  }

  private closeToThePublic(bucket: aws.s3.Bucket): aws.s3.BucketPublicAccessBlock {
    // Without ACLs every object belongs to the account, whoever wrote it.
    new aws.s3.BucketOwnershipControls(
      `${this.name}-ownership`,
      { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      this.keptWithTheBucket(),
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
      this.keptWithTheBucket(),
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
            // Nobody but the writer could read it.
            blockedEncryptionTypes: ["SSE-C"],
          },
        ],
      },
      this.keptWithTheBucket(),
    );
  }

  private keepVersions(bucket: aws.s3.Bucket): void {
    const versioning = new aws.s3.BucketVersioning(
      `${this.name}-versioning`,
      { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
      this.keptWithTheBucket(),
    );
    new aws.s3.BucketLifecycleConfiguration(
      `${this.name}-lifecycle`,
      { bucket: bucket.bucket, rules: lifecycleRules(this.args) },
      // Rules about versions mean something only where there are versions.
      { ...this.keptWithTheBucket(), dependsOn: [versioning] },
    );
  }

  private createPolicy(bucket: aws.s3.Bucket, closed: aws.s3.BucketPublicAccessBlock): void {
    new aws.s3.BucketPolicy(
      `${this.name}-policy`,
      { bucket: bucket.bucket, policy: policyDocument(bucketStatements(this.arns)) },
      // S3 refuses two changes of a bucket's access at the same time.
      { ...this.keptWithTheBucket(), dependsOn: [closed] },
    );
  }

  /** A bucket that stays behind must not stay behind open, unencrypted or without versions. */
  private keptWithTheBucket(): pulumi.CustomResourceOptions {
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
    ...(intelligentTiering
      ? [{ id: "intelligent-tiering", ...everyObject, transitions: [{ days: 0, storageClass: "INTELLIGENT_TIERING" }] }]
      : []),
  ];
}

/** A grantee may be given several prefixes of a bucket, each by a policy of its own. */
function grantName(bucket: string, what: string, prefix: string | undefined): string {
  return [bucket, what, ...(prefix === undefined ? [] : [prefix.replaceAll("/", ".")])].join("-");
}
