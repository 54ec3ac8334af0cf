import type { AwsAccount } from "../../core/aws/account";
import type { PolicyStatement } from "../iam/policyDocument";

/**
 * AWS services that the platform calls, by the names of their interface endpoints. A network with all of these
 * endpoints needs no NAT gateway. The value is the prefix of the service's IAM actions, for the endpoint's policy. It
 * is undefined for an endpoint that does not support policies: AWS rejects such an endpoint if it has one.
 */
const interfaceEndpoints = {
  autoscaling: "autoscaling",
  ec2: "ec2",
  "ecr.api": "ecr",
  "ecr.dkr": "ecr",
  eks: "eks",
  "eks-auth": undefined,
  elasticfilesystem: "elasticfilesystem",
  elasticloadbalancing: "elasticloadbalancing",
  kms: "kms",
  logs: "logs",
  secretsmanager: "secretsmanager",
  sqs: "sqs",
  ssm: "ssm",
  sts: "sts",
} as const satisfies Record<string, string | undefined>;

/** Name of an interface endpoint: the last part of its service name, such as `ecr.api`. */
export type InterfaceEndpoint = keyof typeof interfaceEndpoints;

/** Names of all interface endpoints that the platform supports. */
export const interfaceEndpointNames = Object.keys(interfaceEndpoints).filter(
  (name): name is InterfaceEndpoint => name in interfaceEndpoints,
);

/**
 * Returns the policy of an interface endpoint. It allows only principals of the account, so that credentials of another
 * account cannot move data out of the network.
 *
 * @returns undefined for an endpoint that does not support policies.
 */
export function interfaceEndpointPolicy(
  account: AwsAccount,
  endpoint: InterfaceEndpoint,
): PolicyStatement[] | undefined {
  const service = interfaceEndpoints[endpoint];
  return service && [ownPrincipalsStatement(account, `${service}:*`)];
}

/**
 * Returns the policy of the S3 gateway endpoint. It allows writes only to principals of the account, and reads to
 * everybody: ECR serves image layers from presigned S3 addresses ("Minimum Amazon S3 bucket permissions for Amazon ECR"
 * in the ECR user guide), and `registry.k8s.io` and the repositories of Amazon Linux redirect to public buckets. Data
 * can leave the network only by writes.
 */
export function s3EndpointPolicy(account: AwsAccount): PolicyStatement[] {
  return [
    ownPrincipalsStatement(account, "s3:*"),
    { Sid: "AllowPublicReads", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" },
  ];
}

function ownPrincipalsStatement(account: AwsAccount, action: string): PolicyStatement {
  return {
    Sid: "AllowOwnPrincipals",
    Effect: "Allow",
    Principal: "*",
    Action: action,
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": account.accountId } },
  };
}
