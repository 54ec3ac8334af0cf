import { z } from "zod";
import { unsupportedZoneIds } from "../../../core/aws/controlPlaneZones";
import { tagKeyProblem, tagLimits, tagValueProblem } from "../../../core/aws/tagLimits";
import { field, textField } from "../../../core/schema/fields";

/** Text of twelve digits: YAML parses unquoted digits as a number and drops a leading zero. */
export const accountId = textField(/^\d{12}$/, "an AWS account number of 12 digits", {
  description: "AWS account of the platform. `pulumi up` with credentials of another account fails.",
  example: "111122223333",
  fix: 'write all 12 digits in quotes, as `aws sts get-caller-identity --query Account` prints them: "111122223333"',
});

export const region = textField(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS region", {
  description: "AWS region of the platform.",
  example: "us-west-2",
  fix: "use a region's code, such as us-west-2: `aws account list-regions` lists the account's regions",
  cost: "prices differ by region; this page lists those of us-east-1",
});

/** Types that are newer in the region than the table of `core/aws/offerings.ts`. */
export const regionAlsoOffers = field(
  z.array(
    textField(
      /^([a-z]+\.)?[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
      "an instance type, an RDS class or an ElastiCache node type",
      {
        description: "An instance type, an RDS instance class or an ElastiCache node type.",
        example: "g6.xlarge",
        fix: "use family and size, such as g6.xlarge, db.m7g.large or cache.m7g.large",
      },
    ),
  ),
  {
    description:
      "Instance types, RDS instance classes and ElastiCache node types that AWS offers in the region although the table of offerings (`core/aws/offerings.generated.json`) does not contain them there, because they are newer than the table.",
    example: ["g6.xlarge"],
    fix: "list types, such as [g6.xlarge]",
  },
);

/** Availability zones of the network. */
export const zones = field(
  z
    .array(
      textField(/^[a-z]{2}(-[a-z]+)+-\d[a-h]$/, "an availability zone", {
        description: "An availability zone.",
        example: "us-west-2a",
        fix: "use the zone's full name, region and letter, such as us-west-2a",
      }),
    )
    .min(2, { error: "must list at least 2 zones: EKS requires subnets in two" })
    .max(8, { error: "must list at most 8 zones" }),
  {
    description: `Availability zones: two or more, in \`prod\` three or more. A single NAT gateway is in the first zone. Adding or removing zones does not move the subnets of the others. EKS has no control plane in the zones with the IDs ${unsupportedZoneIds.join(", ")}, whose names differ by account: see \`cluster.controlPlaneZones\`.`,
    example: ["us-west-2a", "us-west-2b", "us-west-2c"],
    fix: "list zones of the region, such as [us-west-2a, us-west-2b, us-west-2c]",
    cost: "each zone adds interface endpoints, with `natGateways: perZone` a NAT gateway, and traffic between zones costs 0.01 USD for each GB and direction",
  },
);

/** A setting with the ARN of an IAM role. EKS access entries match roles, not sessions. */
export function roleArn(description: string) {
  return textField(/^arn:aws(-cn|-us-gov)?:iam::\d{12}:role\/[\w+=,.@/-]+$/, "the ARN of an IAM role", {
    description,
    example: "arn:aws:iam::111122223333:role/platform-deployer",
    fix: "use the ARN of the role (arn:aws:iam::ACCOUNT:role/NAME), not of a session (arn:aws:sts::…:assumed-role/…)",
  });
}

const keyLength = `must be a tag key of 1 to ${tagLimits.keyLength} characters`;

/** Tags of all AWS resources. */
export const tags = field(
  z.record(
    z
      .string()
      .min(1, { error: keyLength })
      .max(tagLimits.keyLength, { error: keyLength })
      .superRefine(checkedBy(tagKeyProblem)),
    z
      .string()
      .max(tagLimits.valueLength, { error: `must be at most ${tagLimits.valueLength} characters` })
      .superRefine(checkedBy(tagValueProblem)),
  ),
  {
    description:
      "Tags of every AWS resource, in addition to the platform's own (`Name`, `platform`, `environment`, `managed-by`).",
    example: { owner: "ml-platform" },
    fix: "write keys with text values, such as { owner: ml-platform }",
  },
);

/** Returns a check of text that reports a problem. */
function checkedBy(problemOf: (text: string) => string | undefined) {
  return (text: string, context: z.RefinementCtx<string>) => {
    const problem = problemOf(text);
    if (problem !== undefined) context.addIssue({ code: "custom", message: `must ${problem}` });
  };
}
