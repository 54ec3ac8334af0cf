/** The topic of a resource type, which decides its colour. */
export type Kind =
  | "network"
  | "compute"
  | "data"
  | "identity"
  | "encryption"
  | "observability"
  | "kubernetes"
  | "other";

export const kinds: readonly Kind[] = [
  "network",
  "compute",
  "data",
  "identity",
  "encryption",
  "observability",
  "kubernetes",
  "other",
];

const patterns: readonly (readonly [RegExp, Kind])[] = [
  [/^aws:ec2\/(launchTemplate|placementGroup|capacityReservation)|^aws:(eks|autoscaling)\/|karpenter/, "compute"],
  [/^aws:(ec2|vpc|route53|acm|lb|elasticloadbalancingv2)\/|gateway\.networking|networking\.k8s\.io/, "network"],
  [/^aws:(s3|rds|efs|ecr|elasticache|dynamodb|backup|sqs)\/|storage\.k8s\.io|PersistentVolume/, "data"],
  [/^aws:iam\/|rbac\.authorization|ServiceAccount/, "identity"],
  [/^aws:(kms|secretsmanager)\/|^random:|core\/v1:Secret/, "encryption"],
  [/^aws:(cloudwatch|sns|budgets)\/|monitoring\.coreos/, "observability"],
  [/^kubernetes:/, "kubernetes"],
];

export function kindOf(type: string): Kind {
  return patterns.find(([pattern]) => pattern.test(type))?.[1] ?? "other";
}
