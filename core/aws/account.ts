/** Where everything is created: the account and the region, which ARNs are made of. */
export interface AwsAccount {
  /** Twelve digits. */
  readonly accountId: string;
  /** For example `eu-west-1`. */
  readonly region: string;
}

/** The partition of a region, first part of its ARNs: `aws`, `aws-cn` or `aws-us-gov`. */
export function partition({ region }: Pick<AwsAccount, "region">): "aws" | "aws-cn" | "aws-us-gov" {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

/**
 * The ARN of a named, regional resource of the account. Known before anything exists, so that policies can name what
 * is created after them.
 */
export function regionalArn(account: AwsAccount, service: string, resource: string): string {
  return `arn:${partition(account)}:${service}:${account.region}:${account.accountId}:${resource}`;
}

/** The ARN of a principal or another IAM resource of the account, such as `role/NAME` or `root`. */
export function iamArn(account: AwsAccount, resource: string): string {
  return `arn:${partition(account)}:iam::${account.accountId}:${resource}`;
}

/** The ARN of a policy that AWS maintains. */
export function managedPolicyArn(account: Pick<AwsAccount, "region">, policy: string): string {
  return `arn:${partition(account)}:iam::aws:policy/${policy}`;
}

/** Host of the account's own images: https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html. */
export function registryHost({ accountId, region }: AwsAccount): string {
  const suffix = partition({ region }) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return `${accountId}.dkr.ecr.${region}.${suffix}`;
}
