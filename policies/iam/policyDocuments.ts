import { each, fieldOf, isSet } from "../inputReaders";
import type { Finding } from "../rule";
import type { Subject } from "../subject";
import { type Statement, statementsIn } from "./statements";

/** A document among a resource's inputs. */
export interface Place {
  readonly at: string;
  /** Read when it is asked for: it may be unknown as a whole. */
  readonly value: () => unknown;
  /** What a role may do, who may become a role, or who may use a resource. */
  readonly kind: "identity" | "trust" | "resource";
}

const kinds: Readonly<Record<string, Readonly<Record<string, Place["kind"]>>>> = {
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

/** Types with a document. */
export const documentTypes = Object.keys(kinds);

const roleType = "aws:iam/role:Role";

/** Types whose documents say what somebody may do. */
export const identityTypes = documentTypes.filter(
  (type) => type === roleType || Object.values(kinds[type] ?? {}).includes("identity"),
);

/** The documents of a resource: those that it has. */
export function placesOf({ type, knownInputs }: Pick<Subject, "type" | "knownInputs">): readonly Place[] {
  const own = Object.entries(kinds[type] ?? {}).map(
    ([at, kind]): Place => ({ at, kind, value: () => fieldOf(knownInputs, at) }),
  );
  return [...own.filter(({ at }) => isSet(knownInputs, at)), ...(type === roleType ? inlinePolicies(knownInputs) : [])];
}

/** Findings on the statements that say what somebody may do. */
export function eachIdentityStatement(
  subject: Pick<Subject, "type" | "knownInputs">,
  find: (statement: Statement) => readonly Finding[],
): Finding[] {
  return placesOf(subject)
    .filter(({ kind }) => kind === "identity")
    .flatMap(({ at, value }) => statementsIn(value(), at).flatMap(find));
}

function inlinePolicies(knownInputs: object): readonly Place[] {
  const places: Place[] = [];
  const list = fieldOf(knownInputs, "inlinePolicies");
  each(Array.isArray(list) ? list : [], (item: unknown, index) => {
    const at = `inlinePolicies[${index}].policy`;
    if (isSet(item, "policy")) places.push({ at, kind: "identity", value: () => fieldOf(item, "policy") });
    return [];
  });
  return places;
}
