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

const bucketMutation = (rule: string, defect: string, mutate: Mutate, message: string): Mutation => ({
  rule,
  defect,
  target: artifacts,
  mutate,
  message,
});

/** Mutations of buckets, databases, caches, file systems and image repositories. */
export const dataMutations: readonly Mutation[] = [
  ...["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map((flag) =>
    bucketMutation(
      "buckets-are-closed",
      `a public access block without ${flag}`,
      on(block, set([flag], false)),
      `${flag} of its BucketPublicAccessBlock must be true`,
    ),
  ),
  bucketMutation(
    "buckets-are-encrypted",
    "a bucket without a customer-managed key",
    on(encryption, unset(["rules", 0, "applyServerSideEncryptionByDefault", "kmsMasterKeyId"])),
    "must be encrypted with a customer-managed key",
  ),
  bucketMutation(
    "buckets-are-encrypted",
    "a bucket without an encryption configuration",
    drop(encryption),
    "must have a BucketServerSideEncryptionConfiguration",
  ),
  bucketMutation(
    "buckets-expire-leftovers",
    "a disabled lifecycle rule for noncurrent versions",
    on(lifecycle, set(["rules", { id: "replaced-versions" }, "status"], "Disabled")),
    "must have a lifecycle rule that expires noncurrent versions",
  ),
  bucketMutation(
    "buckets-keep-versions",
    "suspended versioning",
    on(
      part("bucketVersioning:BucketVersioning", "versioning"),
      set(["versioningConfiguration", "status"], "Suspended"),
    ),
    "its BucketVersioning must be enabled",
  ),
  bucketMutation(
    "buckets-refuse-plain-http",
    "a bucket policy that does not deny plain HTTP",
    on(policy, unset(["policy", "Statement", { Sid: "DenyInsecureTransport" }])),
    "its BucketPolicy must deny requests without TLS",
  ),
  bucketMutation(
    "buckets-refuse-plain-http",
    "a bucket policy that denies plain HTTP only for reads",
    on(policy, set(["policy", "Statement", { Sid: "DenyInsecureTransport" }, "Action"], "s3:GetObject")),
    "its BucketPolicy must deny requests without TLS",
  ),
  bucketMutation(
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
    defect: "one day of backups",
    target: database,
    change: set(["backupRetentionPeriod"], 1),
    harmlessIn: ["dev"],
    message: "backupRetentionPeriod: must be at least 7 days",
  },
  {
    rule: "databases-are-backed-up",
    defect: "a database in one zone",
    target: database,
    change: set(["multiAz"], false),
    harmlessIn: ["dev", "staging"],
    message: "multiAz: must be true in prod",
  },
  {
    rule: "databases-are-private",
    defect: "a database with a public address",
    target: database,
    change: set(["publiclyAccessible"], true),
    message: "publiclyAccessible: must be false",
  },
  {
    rule: "databases-are-private",
    defect: "a database encrypted with AWS's key",
    target: database,
    change: set(["kmsKeyId"], "alias/aws/rds"),
    message: "kmsKeyId: must be a customer-managed key",
  },
  {
    rule: "databases-require-tls",
    defect: "a database that does not require TLS",
    target: database,
    mutate: on(parameters, set(["parameters", { name: "rds.force_ssl" }, "value"], "0")),
    message: "parameterGroupName: must name a ParameterGroup that sets rds.force_ssl",
  },
  {
    rule: "volumes-are-gp3",
    defect: "a database on gp2",
    target: database,
    change: set(["storageType"], "gp2"),
    message: "storageType: must be gp3 or io2",
  },
  {
    rule: "caches-are-encrypted",
    defect: "a cache with optional TLS",
    target: cache,
    stacks: ["everything"],
    change: set(["transitEncryptionMode"], "preferred"),
    message: "transitEncryptionMode: must be required, because preferred allows clients without TLS",
  },
  {
    rule: "caches-are-encrypted",
    defect: "a cache without a password",
    target: cache,
    stacks: ["everything"],
    change: unset(["authToken"]),
    message: "authToken: must be set, unless userGroupIds is set",
  },
  {
    rule: "file-systems-are-encrypted",
    defect: "a file system without encryption",
    target: files,
    stacks: ["everything"],
    change: set(["encrypted"], false),
    message: "encrypted: must be true",
  },
  {
    rule: "repositories-are-immutable-and-scanned",
    defect: "mutable tags",
    target: repository,
    change: set(["imageTagMutability"], "MUTABLE"),
    message: "imageTagMutability: must be IMMUTABLE",
  },
  {
    rule: "repositories-are-immutable-and-scanned",
    defect: "no scan of images",
    target: repository,
    change: set(["imageScanningConfiguration", "scanOnPush"], false),
    message: "imageScanningConfiguration.scanOnPush: must be true",
  },
  {
    rule: "registries-expire-images",
    defect: "no lifecycle policy",
    target: repository,
    mutate: drop({ type: "aws:ecr/lifecyclePolicy:LifecyclePolicy", name: "data-images-server-lifecycle" }),
    message: "should have a LifecyclePolicy",
  },
];
