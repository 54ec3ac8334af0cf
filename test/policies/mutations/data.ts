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

/** Buckets, databases, caches, file systems and repositories of images. */
export const dataMutations: readonly Mutation[] = [
  ...["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map((flag) =>
    ofBucket(
      "buckets-are-closed",
      `the wall around a bucket: ${flag}`,
      on(block, set([flag], false)),
      `${flag} of its BucketPublicAccessBlock is off`,
    ),
  ),
  ofBucket(
    "buckets-are-encrypted",
    "the key of one's own",
    on(encryption, unset(["rules", 0, "applyServerSideEncryptionByDefault", "kmsMasterKeyId"])),
    "is encrypted with AWS's key",
  ),
  ofBucket(
    "buckets-are-encrypted",
    "the encryption of a bucket as a whole",
    drop(encryption),
    "has no BucketServerSideEncryptionConfiguration",
  ),
  ofBucket(
    "buckets-expire-leftovers",
    "the end of replaced versions",
    on(lifecycle, set(["rules", { id: "replaced-versions" }, "status"], "Disabled")),
    "keeps replaced versions for ever",
  ),
  ofBucket(
    "buckets-keep-versions",
    "what was there before",
    on(
      part("bucketVersioning:BucketVersioning", "versioning"),
      set(["versioningConfiguration", "status"], "Suspended"),
    ),
    "its BucketVersioning is not enabled",
  ),
  ofBucket(
    "buckets-refuse-plain-http",
    "the refusal of plain HTTP",
    on(policy, unset(["policy", "Statement", { Sid: "OnlyTls" }])),
    "its BucketPolicy lets plain HTTP in",
  ),
  ofBucket(
    "buckets-refuse-plain-http",
    "the refusal of plain HTTP, for all but reads",
    on(policy, set(["policy", "Statement", { Sid: "OnlyTls" }, "Action"], "s3:GetObject")),
    "its BucketPolicy lets plain HTTP in",
  ),
  ofBucket(
    "buckets-without-acls",
    "the one owner of all objects",
    on(
      part("bucketOwnershipControls:BucketOwnershipControls", "ownership"),
      set(["rule", "objectOwnership"], "ObjectWriter"),
    ),
    "objectOwnership of its BucketOwnershipControls is not BucketOwnerEnforced",
  ),
  {
    rule: "databases-are-backed-up",
    breaks: "the days of backups",
    of: database,
    change: set(["backupRetentionPeriod"], 1),
    harmlessIn: ["dev"],
    says: "backupRetentionPeriod: is less than 7 days",
  },
  {
    rule: "databases-are-backed-up",
    breaks: "the second zone",
    of: database,
    change: set(["multiAz"], false),
    harmlessIn: ["dev", "staging"],
    says: "multiAz: is off",
  },
  {
    rule: "databases-are-private",
    breaks: "the database's address",
    of: database,
    change: set(["publiclyAccessible"], true),
    says: "publiclyAccessible: is not off",
  },
  {
    rule: "databases-are-private",
    breaks: "the database's own key",
    of: database,
    change: set(["kmsKeyId"], "alias/aws/rds"),
    says: "kmsKeyId: is no key of one's own",
  },
  {
    rule: "databases-require-tls",
    breaks: "the refusal of plain connections",
    of: database,
    elsewhere: on(parameters, set(["parameters", { name: "rds.force_ssl" }, "value"], "0")),
    says: "parameterGroupName: names no group that sets rds.force_ssl",
  },
  {
    rule: "volumes-are-gp3",
    breaks: "the database's disk",
    of: database,
    change: set(["storageType"], "gp2"),
    says: "storageType: is of an older generation",
  },
  {
    rule: "caches-are-encrypted",
    breaks: "the cache's TLS",
    of: cache,
    stacks: ["everything"],
    change: set(["transitEncryptionMode"], "preferred"),
    says: "transitEncryptionMode: lets clients come without TLS",
  },
  {
    rule: "caches-are-encrypted",
    breaks: "the cache's password",
    of: cache,
    stacks: ["everything"],
    change: unset(["authToken"]),
    says: "authToken: is not set, and neither is userGroupIds",
  },
  {
    rule: "file-systems-are-encrypted",
    breaks: "the encryption of files",
    of: files,
    stacks: ["everything"],
    change: set(["encrypted"], false),
    says: "encrypted: is off",
  },
  {
    rule: "repositories-are-immutable-and-scanned",
    breaks: "the tags that nobody can move",
    of: repository,
    change: set(["imageTagMutability"], "MUTABLE"),
    says: "imageTagMutability: lets tags move",
  },
  {
    rule: "repositories-are-immutable-and-scanned",
    breaks: "the scan of images",
    of: repository,
    change: set(["imageScanningConfiguration", "scanOnPush"], false),
    says: "imageScanningConfiguration.scanOnPush: is off",
  },
  {
    rule: "registries-expire-images",
    breaks: "the end of images",
    of: repository,
    elsewhere: drop({ type: "aws:ecr/lifecyclePolicy:LifecyclePolicy", name: "data-images-server-lifecycle" }),
    says: "has no LifecyclePolicy",
  },
];
