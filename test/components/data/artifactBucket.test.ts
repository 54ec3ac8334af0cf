import { describe, expect, it } from "vitest";
import { ArtifactBucket, type ArtifactBucketArgs } from "../../../components/data/artifactBucket";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import { serviceTrust } from "../../../components/iam/policyDocument";
import { Role } from "../../../components/iam/role";
import type { Registration } from "../../../core/graph/registration";
import { only, recordComponent, typesAndNames } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };
const bucketName = "mlops-dev-111122223333-us-west-2-artifacts";
const arn = `arn:aws:s3:::${bucketName}`;

function bucket(
  changes: Partial<ArtifactBucketArgs> = {},
  use: (created: ArtifactBucket) => void = () => {},
): Promise<Registration[]> {
  return recordComponent(() => {
    const created = new ArtifactBucket("store", {
      account,
      platformName: "mlops-dev",
      purpose: "artifacts",
      key: new EncryptionKey("key", { account, description: "Data", deletionProtection: false }),
      noncurrentVersionDays: 30,
      intelligentTiering: false,
      deletionProtection: true,
      ...changes,
    });
    use(created);
    return created;
  });
}

function role(name = "reader"): Role {
  return new Role(name, { account, description: "Reads", trust: serviceTrust("pods.eks.amazonaws.com") });
}

function keyArn(resources: readonly Registration[]): string {
  return `[unknown:${only(resources, "aws:kms/key:Key").urn}#arn]`;
}

function statements(resources: readonly Registration[], type: string, name?: string): unknown[] {
  return JSON.parse(String(only(resources, type, name).inputs.policy)).Statement;
}

function useKey(resources: readonly Registration[], actions: string[]) {
  return {
    Sid: "UseKey",
    Effect: "Allow",
    Action: actions,
    Resource: keyArn(resources),
    Condition: {
      StringEquals: { "kms:ViaService": "s3.us-west-2.amazonaws.com" },
      StringLike: { "kms:EncryptionContext:aws:s3:arn": [arn, `${arn}/*`] },
    },
  };
}

const getBucketLocation = { Sid: "GetBucketLocation", Effect: "Allow", Action: "s3:GetBucketLocation", Resource: arn };

describe("ArtifactBucket", () => {
  it("passes the bucket's name to all its resources", async () => {
    const resources = (await bucket()).filter(({ name }) => name.startsWith("store"));
    const named = resources.filter(({ custom }) => custom).map(({ inputs }) => inputs.bucket);
    expect(new Set(named)).toEqual(new Set([bucketName]));
    expect(only(resources, "mlops:index:ArtifactBucket").outputs).toEqual({ bucketName, arn });
  });

  it("has a name within S3's limit for any purpose", async () => {
    const resources = await bucket({ platformName: "a".repeat(24), purpose: "b".repeat(20) });
    const name = String(only(resources, "aws:s3/bucket:Bucket").inputs.bucket);
    expect(name).toMatch(/^a{24}-111122223333-us-west-2-b+-[0-9a-f]{8}$/);
    expect(name).toHaveLength(63);
  });

  it("is versioned, private and encrypted with our key only", async () => {
    const resources = await bucket();
    expect(only(resources, "aws:s3/bucketVersioning:BucketVersioning").inputs.versioningConfiguration).toEqual({
      status: "Enabled",
    });
    expect(only(resources, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).toEqual({
      bucket: bucketName,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(only(resources, "aws:s3/bucketOwnershipControls:BucketOwnershipControls").inputs.rule).toEqual({
      objectOwnership: "BucketOwnerEnforced",
    });
    const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    expect(only(resources, encryption).inputs.rules).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn(resources) },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ["SSE-C"],
      },
    ]);
  });

  it("denies plain HTTP and other keys by its policy", async () => {
    const resources = await bucket();
    const deny = { Effect: "Deny", Principal: "*" };
    const put = { ...deny, Action: "s3:PutObject", Resource: `${arn}/*` };
    const algorithm = "s3:x-amz-server-side-encryption";
    expect(statements(resources, "aws:s3/bucketPolicy:BucketPolicy")).toEqual([
      {
        Sid: "DenyInsecureTransport",
        ...deny,
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "DenyAwsKeys",
        ...put,
        Condition: { Null: { [algorithm]: "false", [`${algorithm}-aws-kms-key-id`]: "true" } },
      },
      {
        Sid: "DenyOtherKeys",
        ...put,
        Condition: {
          Null: { [`${algorithm}-aws-kms-key-id`]: "false" },
          ArnNotEquals: { [`${algorithm}-aws-kms-key-id`]: keyArn(resources) },
        },
      },
    ]);
    const { dependsOn } = only(resources, "aws:s3/bucketPolicy:BucketPolicy");
    expect(dependsOn).toContain(only(resources, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").urn);
  });

  it("deletes unfinished uploads, old versions and tagged objects, and moves unused objects to cheaper storage if configured", async () => {
    const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    const everyObject = { status: "Enabled", filter: {} };
    const always = [
      { id: "unfinished-uploads", ...everyObject, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
      {
        id: "replaced-versions",
        ...everyObject,
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        expiration: { expiredObjectDeleteMarker: true },
      },
    ];
    const tagged = [7, 30, 90, 180, 365].map((days) => ({
      id: `retention-days-${days}`,
      status: "Enabled",
      filter: { tag: { key: "retention-days", value: String(days) } },
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
    }));
    const resources = await bucket();
    expect(only(resources, lifecycle).inputs.rules).toEqual([...always, ...tagged]);
    expect(only(resources, lifecycle).dependsOn).toContain(
      only(resources, "aws:s3/bucketVersioning:BucketVersioning").urn,
    );
    expect(only(await bucket({ intelligentTiering: true }), lifecycle).inputs.rules).toEqual([
      ...always,
      ...tagged,
      { id: "intelligent-tiering", ...everyObject, transitions: [{ days: 0, storageClass: "INTELLIGENT_TIERING" }] },
    ]);
  });

  it("is protected, and keeps its access settings and versioning when Pulumi drops it", async () => {
    const resources = (await bucket()).filter(({ custom, name }) => custom && name.startsWith("store"));
    const { inputs, options } = only(resources, "aws:s3/bucket:Bucket");
    expect([inputs.forceDestroy, options.protect]).toEqual([false, true]);
    expect(resources.filter((resource) => !resource.options.retainOnDelete)).toEqual([]);
  });

  it("is deleted with its objects without deletion protection", async () => {
    const resources = await bucket({ deletionProtection: false });
    expect(only(resources, "aws:s3/bucket:Bucket").inputs.forceDestroy).toBe(true);
    expect(resources.filter(({ options }) => options.protect || options.retainOnDelete)).toEqual([]);
  });

  it("applies a transform", async () => {
    const resources = await bucket({ transform: { bucket: { objectLockEnabled: true } } });
    expect(only(resources, "aws:s3/bucket:Bucket").inputs.objectLockEnabled).toBe(true);
  });
});

describe("grants of a bucket", () => {
  const policy = "aws:iam/rolePolicy:RolePolicy";

  it("to read allow list, read and decrypt", async () => {
    const resources = await bucket({}, (created) => created.grantRead(role()));
    expect(statements(resources, policy, "reader-store-read")).toEqual([
      { Sid: "List", Effect: "Allow", Action: "s3:ListBucket", Resource: arn },
      getBucketLocation,
      { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: `${arn}/*` },
      useKey(resources, ["kms:Decrypt"]),
    ]);
  });

  it("below a prefix allow list and read below the prefix only", async () => {
    const resources = await bucket({}, (created) => created.grantRead(role(), "teams/vision"));
    expect(statements(resources, policy, "reader-store-read-teams.vision")).toEqual([
      {
        Sid: "List",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: arn,
        Condition: { StringLike: { "s3:prefix": "teams/vision/*" } },
      },
      getBucketLocation,
      { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: `${arn}/teams/vision/*` },
      useKey(resources, ["kms:Decrypt"]),
    ]);
  });

  it("to write do not allow the deletion of versions", async () => {
    const resources = await bucket({}, (created) => created.grantReadWrite(role(), "vision"));
    expect(statements(resources, policy, "reader-store-write-vision")).toEqual([
      expect.objectContaining({ Sid: "List" }),
      getBucketLocation,
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
        Resource: `${arn}/vision/*`,
      },
      useKey(resources, ["kms:Decrypt", "kms:GenerateDataKey"]),
    ]);
  });

  it("to add require a retention and a new name, and deny reading and deleting", async () => {
    const resources = await bucket({}, (created) => created.grantAdd(role(), "vision/predictions"));
    const Resource = `${arn}/vision/predictions/*`;
    const withRetention = { StringEquals: { "s3:RequestObjectTag/retention-days": ["7", "30", "90", "180", "365"] } };
    expect(statements(resources, policy, "reader-store-add-vision.predictions")).toEqual([
      {
        Sid: "Add",
        Effect: "Allow",
        Action: "s3:PutObject",
        Resource,
        Condition: { ...withRetention, Null: { "s3:if-none-match": "false" } },
      },
      { Sid: "Tag", Effect: "Allow", Action: "s3:PutObjectTagging", Resource, Condition: withRetention },
      useKey(resources, ["kms:GenerateDataKey"]),
      { Sid: "DenyReadAndDelete", Effect: "Deny", Action: ["s3:DeleteObject", "s3:GetObject"], Resource },
    ]);
  });

  it("of several prefixes to one role are separate policies", async () => {
    const resources = await bucket({}, (created) => {
      const reader = role();
      created.grantRead(reader);
      created.grantReadWrite(reader, "one");
      created.grantReadWrite(reader, "two");
    });
    expect(typesAndNames(resources.filter(({ type }) => type === policy))).toEqual([
      `${policy} reader-store-read`,
      `${policy} reader-store-write-one`,
      `${policy} reader-store-write-two`,
    ]);
  });
});
