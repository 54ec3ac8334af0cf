import { each, fieldOf, isSet } from "../inputReaders";
import type { Finding } from "../rule";
import type { Subject } from "../subject";
import { type Statement, statementsIn } from "./statements";

/** An IAM document among the inputs of a resource. */
export interface PolicyDocument {
  readonly at: string;
  /** Reads the document, which may be unknown as a whole. */
  readonly value: () => unknown;
  /** Permissions of a role, principals that may assume a role, or principals that may use a resource. */
  readonly kind: "identity" | "trust" | "resource";
}

const kinds: Readonly<Record<string, Readonly<Record<string, PolicyDocument["kind"]>>>> = {
  "aws:ec2/vpcEndpoint:VpcEndpoint": { policy: "resource" },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": { policy: "resource" },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": { policy: "resource" },
  "aws:iam/groupPolicy:GroupPolicy": { policy: "identity" },
  "aws:iam/policy:Policy": { policy: "identity" },
  "aws:iam/role:Role": { assumeRolePolicy: "trust" },
  "aws:iam/rolePolicy:RolePolicy": { policy: "identity" },
  "aws:iam/userPolicy:UserPolicy": { policy: "identity" },
  "aws:kms/key:Key": { policy: "resource" },
  "aws:kms/keyPolicy:KeyPolicy": { policy: "resource" },
  "aws:s3/bucketPolicy:BucketPolicy": { policy: "resource" },
  "aws:secretsmanager/secretPolicy:SecretPolicy": { policy: "resource" },
  "aws:sns/topicPolicy:TopicPolicy": { policy: "resource" },
  "aws:sqs/queuePolicy:QueuePolicy": { policy: "resource" },
};

/** Resource types with a document. */
export const documentTypes = Object.keys(kinds);

const roleType = "aws:iam/role:Role";

/** Resource types whose documents grant permissions to an identity. */
export const identityTypes = documentTypes.filter(
  (type) => type === roleType || Object.values(kinds[type] ?? {}).includes("identity"),
);

/** Returns the documents of a resource. */
export function documentsOf({ type, knownInputs }: Pick<Subject, "type" | "knownInputs">): readonly PolicyDocument[] {
  const own = Object.entries(kinds[type] ?? {}).map(
    ([at, kind]): PolicyDocument => ({ at, kind, value: () => fieldOf(knownInputs, at) }),
  );
  return [...own.filter(({ at }) => isSet(knownInputs, at)), ...(type === roleType ? inlinePolicies(knownInputs) : [])];
}

/** Returns the findings on the statements that grant permissions to an identity. */
export function eachIdentityStatement(
  subject: Pick<Subject, "type" | "knownInputs">,
  find: (statement: Statement) => readonly Finding[],
): Finding[] {
  return documentsOf(subject)
    .filter(({ kind }) => kind === "identity")
    .flatMap(({ at, value }) => statementsIn(value(), at).flatMap(find));
}

function inlinePolicies(knownInputs: object): readonly PolicyDocument[] {
  const places: PolicyDocument[] = [];
  const list = fieldOf(knownInputs, "inlinePolicies");
  each(Array.isArray(list) ? list : [], (item: unknown, index) => {
    const at = `inlinePolicies[${index}].policy`;
    if (isSet(item, "policy")) places.push({ at, kind: "identity", value: () => fieldOf(item, "policy") });
    return [];
  });
  return places;
}
