import { z } from "zod";
import { field, textField } from "../../../core/schema/fields";

/** Twelve digits. YAML takes unquoted ones for a number, and drops a leading zero. */
export const accountId = textField(/^\d{12}$/, "an AWS account number of 12 digits", {
  description: "AWS account that the platform lives in. Deploying to any other account is refused.",
  example: "111122223333",
  fix: 'write all 12 digits in quotes, as `aws sts get-caller-identity --query Account` prints them: "111122223333"',
});

export const region = textField(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS region", {
  description: "AWS region.",
  example: "eu-west-1",
  fix: "use a region's code, such as eu-west-1: `aws account list-regions` prints those of the account",
});

/** Zones of the network. */
export const zones = field(
  z
    .array(
      textField(/^[a-z]{2}(-[a-z]+)+-\d[a-h]$/, "an availability zone", {
        description: "An availability zone.",
        example: "eu-west-1a",
        fix: "use the zone's full name, region and letter, such as eu-west-1a",
      }),
    )
    .min(2, { error: "must name at least 2 zones: EKS wants its control plane in two" })
    .max(8, { error: "must name at most 8 zones" }),
  {
    description:
      "Availability zones, two or more, three in `prod`. A single NAT gateway stands in the first one. Zones added or removed later move no subnet.",
    example: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
    fix: "list zones of the region, such as [eu-west-1a, eu-west-1b, eu-west-1c]",
  },
);

/** A role's ARN: the form that access entries match, unlike a session's. */
export function roleArn(description: string) {
  return textField(/^arn:aws(-cn|-us-gov)?:iam::\d{12}:role\/[\w+=,.@/-]+$/, "the ARN of an IAM role", {
    description,
    example: "arn:aws:iam::111122223333:role/platform-deployer",
    fix: "use the role's own ARN (arn:aws:iam::ACCOUNT:role/NAME), not that of a session (arn:aws:sts::…:assumed-role/…)",
  });
}

export const tags = field(
  z.record(
    z
      .string()
      .regex(/^(?!aws:).{1,128}$/, { error: "must be a tag's key: 1 to 128 characters, not beginning with aws:" }),
    z.string().max(256, { error: "must be at most 256 characters" }),
  ),
  {
    description:
      "Tags of every AWS resource, beside the platform's own (`Name`, `platform`, `environment`, `managed-by`).",
    example: { owner: "ml-platform" },
    fix: "write keys with text values, such as { owner: ml-platform }",
  },
);
