import { drop, type Mutate, type Mutation, on, set, unset } from "./mutation";
import { artifacts, database, repository } from "./targets";

const part = (type: string, name: string) => ({ type: `aws:s3/${type}`, name: `data-bucket-artifacts-${name}` });
const block = part("bucketPublicAccessBlock:BucketPublicAccessBlock", "closed");
const encryption = part(
  "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "encryption",
);
const lifecycle = part("bucketLifecycleConfiguration:BucketLifecycleConfiguration", "lifecycle");
const policy = part("bucketPolicy:BucketPolicy", "policy");
const cache = { type: "aws:elasticache/replicationGroup:ReplicationGroup", name: "data-cache" };
const files = { type: "aws:efs/fileSystem:FileSystem", name: "data-shared" };
const parameters = { type: "aws:rds/parameterGroup:ParameterGroup", name: "data-database-parameters" };

const ofBucket = (rule: string, breaks: string, elsewhere: Mutate, says: string): Mutation => ({
  rule,
  breaks,
  of: artifacts,
  elsewhere,
  says,
});

/** Mutations of buckets, databases, caches, file systems and image repositories. */
export const dataMutations: readonly Mutation[] = [
  ...["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map((flag) =>
    ofBucket(
      "buckets-are-closed",
      `a public access block without ${flag}`,
      on(block, set([flag], false)),
      `${flag} of its BucketPublicAccessBlock must be true`,
    ),
  ),
  ofBucket(
    "buckets-are-encrypted",
    "a bucket without a customer-managed key",
    on(encryption, unset(["rules", 0, "applyServerSideEncryptionByDefault", "kmsMasterKeyId"])),
    "must be encrypted with a customer-managed key",
  ),
  ofBucket(
    "buckets-are-encrypted",
    "a bucket without an encryption configuration",
    drop(encryption),
    "must have a BucketServerSideEncryptionConfiguration",
  ),
  ofBucket(
    "buckets-expire-leftovers",
    "a disabled lifecycle rule for noncurrent versions",
    on(lifecycle, set(["rules", { id: "replaced-versions" }, "status"], "Disabled")),
    "must have a lifecycle rule that expires noncurrent versions",
  ),
  ofBucket(
    "buckets-keep-versions",
    "suspended versioning",
    on(
      part("bucketVersioning:BucketVersioning", "versioning"),
      set(["versioningConfiguration", "status"], "Suspended"),
    ),
    "its BucketVersioning must be enabled",
  ),
  ofBucket(
    "buckets-refuse-plain-http",
    "a bucket policy that does not deny plain HTTP",
    on(policy, unset(["policy", "Statement", { Sid: "OnlyTls" }])),
    "its BucketPolicy must deny requests without TLS",
  ),
  ofBucket(
    "buckets-refuse-plain-http",
    "a bucket policy that denies plain HTTP only for reads",
    on(policy, set(["policy", "Statement", { Sid: "OnlyTls" }, "Action"], "s3:GetObject")),
    "its BucketPolicy must deny requests without TLS",
  ),
  ofBucket(
    "buckets-without-acls",
    "objects owned by their writers",
    on(
      part("bucketOwnershipControls:BucketOwnershipControls", "ownership"),
      set(["rule", "objectOwnership"], "ObjectWriter"),
    ),
    "objectOwnership of its BucketOwnershipControls must be BucketOwnerEnforced",
  ),
  {
    rule: "databases-are-backed-up",
    breaks: "one day of backups",
    of: database,
    change: set(["backupRetentionPeriod"], 1),
    harmlessIn: ["dev"],
    says: "backupRetentionPeriod: must be at least 7 days",
  },
  {
    rule: "databases-are-backed-up",
    breaks: "a database in one zone",
    of: database,
    change: set(["multiAz"], false),
    harmlessIn: ["dev", "staging"],
    says: "multiAz: must be true in prod",
  },
  {
    rule: "databases-are-private",
    breaks: "a database with a public address",
    of: database,
    change: set(["publiclyAccessible"], true),
    says: "publiclyAccessible: must be false",
  },
  {
    rule: "databases-are-private",
    breaks: "a database encrypted with AWS's key",
    of: database,
    change: set(["kmsKeyId"], "alias/aws/rds"),
    says: "kmsKeyId: must be a customer-managed key",
  },
  {
    rule: "databases-require-tls",
    breaks: "a database that does not require TLS",
    of: database,
    elsewhere: on(parameters, set(["parameters", { name: "rds.force_ssl" }, "value"], "0")),
    says: "parameterGroupName: must name a ParameterGroup that sets rds.force_ssl",
  },
  {
    rule: "volumes-are-gp3",
    breaks: "a database on gp2",
    of: database,
    change: set(["storageType"], "gp2"),
    says: "storageType: must be gp3 or io2",
  },
  {
    rule: "caches-are-encrypted",
    breaks: "a cache with optional TLS",
    of: cache,
    stacks: ["everything"],
    change: set(["transitEncryptionMode"], "preferred"),
    says: "transitEncryptionMode: must be required, because preferred allows clients without TLS",
  },
  {
    rule: "caches-are-encrypted",
    breaks: "a cache without a password",
    of: cache,
    stacks: ["everything"],
    change: unset(["authToken"]),
    says: "authToken: must be set, or userGroupIds",
  },
  {
    rule: "file-systems-are-encrypted",
    breaks: "a file system without encryption",
    of: files,
    stacks: ["everything"],
    change: set(["encrypted"], false),
    says: "encrypted: must be true",
  },
  {
    rule: "repositories-are-immutable-and-scanned",
    breaks: "mutable tags",
    of: repository,
    change: set(["imageTagMutability"], "MUTABLE"),
    says: "imageTagMutability: must be IMMUTABLE",
  },
  {
    rule: "repositories-are-immutable-and-scanned",
    breaks: "no scan of images",
    of: repository,
    change: set(["imageScanningConfiguration", "scanOnPush"], false),
    says: "imageScanningConfiguration.scanOnPush: must be true",
  },
  {
    rule: "registries-expire-images",
    breaks: "no lifecycle policy",
    of: repository,
    elsewhere: drop({ type: "aws:ecr/lifecyclePolicy:LifecyclePolicy", name: "data-images-server-lifecycle" }),
    says: "should have a LifecyclePolicy",
  },
];
