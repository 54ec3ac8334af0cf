import type { JsonObject } from "../../core/json/json";
import { resource } from "../specimen";
import type { Subject } from "../subject";
import { tags } from "./baseStack";
import { document, type Statement } from "./iam";
import { keyArn } from "./keys";
import { type Fields, merged } from "./mergeFields";

const name = "mlops-artifacts";

/** Returns the statement that denies plain HTTP, with `changes` applied. */
export function denyInsecureTransport(changes: Statement = {}): Statement {
  return {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
    ...changes,
  };
}

/** Parts of a bucket that are separate resources in the AWS provider. */
const parts = {
  publicAccessBlock: {
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    inputs: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
  },
  versioning: {
    type: "aws:s3/bucketVersioning:BucketVersioning",
    inputs: { versioningConfiguration: { status: "Enabled" } },
  },
  encryption: {
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    inputs: {
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          bucketKeyEnabled: true,
        },
      ],
    },
  },
  ownership: {
    type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    inputs: { rule: { objectOwnership: "BucketOwnerEnforced" } },
  },
  lifecycle: {
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    inputs: {
      rules: [
        { id: "uploads", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
        { id: "versions", status: "Enabled", filter: {}, noncurrentVersionExpiration: { noncurrentDays: 90 } },
      ],
    },
  },
  policy: {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    inputs: { policy: document(denyInsecureTransport()) },
  },
} as const satisfies Readonly<Record<string, { type: string; inputs: JsonObject }>>;

type Part = keyof typeof parts;

/**
 * Returns a bucket with all its parts. It passes every rule unless `changes` violate one; `undefined` removes a part.
 */
export function bucket(
  changes: Partial<Record<Part, Fields | undefined>> & { bucket?: Fields } = {},
): readonly Subject[] {
  const { bucket: ownChanges = {} } = changes;
  const own = resource("aws:s3/bucket:Bucket", "artifacts", merged({ bucket: name, tags }, ownChanges), {
    options: { protect: true },
  });
  const belonging = partNames.flatMap((part) => {
    const change = part in changes ? changes[part] : {};
    if (change === undefined) return [];
    const { type, inputs } = parts[part];
    const whole = merged({ bucket: name, ...inputs }, change);
    return [resource(type, `artifacts-${part}`, whole, { propertyDependencies: { bucket: [own.urn] } })];
  });
  return [own, ...belonging];
}

const partNames = Object.keys(parts) as Part[];
