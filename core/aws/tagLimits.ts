/**
 * Limits of tags that all services accept which receive the tags of the settings, with the sources of the strictest
 * services. IAM, SQS, EFS and RDS allow the same characters.
 */
export const tagLimits = {
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html */
  keyLength: 128,
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html */
  valueLength: 256,
  /**
   * Letters, digits and spaces of all languages, and some signs:
   * https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html,
   * https://docs.aws.amazon.com/efs/latest/ug/API_Tag.html
   */
  characters: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
  /**
   * Prefixes that keys and values must not have, in upper or lower case:
   * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_Tag.html
   */
  reservedPrefixes: ["aws:", "rds:"],
  /**
   * Prefixes of keys that Karpenter and EKS set on nodes. The EC2NodeClass of Karpenter rejects them:
   * https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/apis/v1/ec2nodeclass.go
   */
  nodePrefixes: ["eks:", "karpenter.sh/", "karpenter.k8s.aws/", "kubernetes.io/cluster"],
} as const;

/** Returns why a service rejects the text of a key, apart from its length, as completion of "must". */
export function tagKeyProblem(key: string): string | undefined {
  const prefix = tagLimits.nodePrefixes.find((one) => key.startsWith(one));
  return prefix === undefined ? tagValueProblem(key) : `not start with ${prefix}: EKS and Karpenter set these tags`;
}

/** Returns why a service rejects the text of a value, apart from its length, as completion of "must". */
export function tagValueProblem(text: string): string | undefined {
  const prefix = tagLimits.reservedPrefixes.find((one) => text.toLowerCase().startsWith(one));
  if (prefix !== undefined) return `not start with ${prefix}, which AWS reserves`;
  if (tagLimits.characters.test(text)) return undefined;
  return "contain only letters, digits, spaces and _ . : / = + - @: IAM, SQS, EFS and RDS accept no others";
}
