import type { AwsAccount } from "../../core/aws/account";
import type { PolicyStatement } from "../iam/policyDocument";

/**
 * The AWS services that the platform calls, by the names of their interface endpoints: with all of them a network
 * needs no NAT. The value is the prefix of the service's IAM actions, which the endpoint's policy is about, or
 * undefined where AWS does not say that the endpoint takes a policy: it refuses to be created with one then.
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

export type InterfaceEndpoint = keyof typeof interfaceEndpoints;

export const interfaceEndpointNames = Object.keys(interfaceEndpoints).filter(
  (name): name is InterfaceEndpoint => name in interfaceEndpoints,
);

/**
 * Only the account's own principals pass, so that nobody carries data out with another account's credentials.
 * Undefined where the endpoint takes no policy.
 */
export function interfaceEndpointPolicy(
  account: AwsAccount,
  endpoint: InterfaceEndpoint,
): PolicyStatement[] | undefined {
  const service = interfaceEndpoints[endpoint];
  return service && [onlyOwnPrincipals(account, `${service}:*`)];
}

/**
 * The same for S3, but that everybody reads: image layers are at addresses that ECR signs itself ("Minimum Amazon S3 bucket
 * permissions for Amazon ECR" in the ECR user guide), and `registry.k8s.io` and Amazon Linux's repositories lead to buckets
 * that are read without a principal. What the account must keep goes out by writing.
 */
export function s3EndpointPolicy(account: AwsAccount): PolicyStatement[] {
  return [
    onlyOwnPrincipals(account, "s3:*"),
    { Sid: "EverybodyReads", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" },
  ];
}

function onlyOwnPrincipals(account: AwsAccount, action: string): PolicyStatement {
  return {
    Sid: "OnlyOwnPrincipals",
    Effect: "Allow",
    Principal: "*",
    Action: action,
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": account.accountId } },
  };
}
