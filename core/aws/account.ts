/** The AWS account and region of the platform. */
export interface AwsAccount {
  /** The account's ID: twelve digits. */
  readonly accountId: string;
  /** The region, for example `us-west-2`. */
  readonly region: string;
}

/** Returns the partition of a region, the first part of its ARNs: `aws`, `aws-cn` or `aws-us-gov`. */
export function partition({ region }: Pick<AwsAccount, "region">): "aws" | "aws-cn" | "aws-us-gov" {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

/**
 * Returns the ARN of a named, regional resource of the account. The ARN is known before the resource exists, so
 * policies can refer to resources that are created later.
 */
export function regionalArn(account: AwsAccount, service: string, resource: string): string {
  return `arn:${partition(account)}:${service}:${account.region}:${account.accountId}:${resource}`;
}

/** Returns the ARN of an IAM resource of the account, such as `role/NAME` or `root`. */
export function iamArn(account: AwsAccount, resource: string): string {
  return `arn:${partition(account)}:iam::${account.accountId}:${resource}`;
}

/** Returns the ARN of an AWS managed policy. */
export function managedPolicyArn(account: Pick<AwsAccount, "region">, policy: string): string {
  return `arn:${partition(account)}:iam::aws:policy/${policy}`;
}

/**
 * Returns the host of the account's private ECR registry:
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html.
 */
export function registryHost({ accountId, region }: AwsAccount): string {
  const suffix = partition({ region }) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return `${accountId}.dkr.ecr.${region}.${suffix}`;
}
