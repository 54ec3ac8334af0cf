import { z } from "zod";
import { field, numberField, textField } from "../../../core/schema/fields";
import { isReservedName } from "../../tenancy/teamNames";
import { accessLevels } from "../../tenancy/teamRoles";
import type { Preset } from "../environments";
import { roleArn } from "./account";

/** `teams`: the teams of the platform, their people and their quotas. */
export function teamsSection({ teams }: Preset) {
  return field(z.record(teamName, teamSection(teams)), {
    description:
      "Teams by name, which is also the name of the team's namespace. Each team gets quotas, a namespace that denies network traffic by default, service accounts `training` and `serving` with access to the team's part of the bucket, and a secret store.",
    example: {
      vision: { roles: [{ arn: "arn:aws:iam::111122223333:role/vision-engineer", access: "engineer" }], gpus: 2 },
    },
    fix: "write a name of lower-case letters that is not a namespace of the platform, such as vision, and its keys below it",
    cost: "nothing: quotas are ceilings, not reservations",
  });
}

const teamName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/, { error: "must be 2 to 40 lower-case letters, digits and hyphens" })
  .refine((name) => !isReservedName(name), {
    error: "must not be the name of a namespace of the platform or of Kubernetes",
  });

const member = z.strictObject({
  arn: roleArn("ARN of an IAM role that people of the team assume."),
  access: field(z.enum(accessLevels), {
    description:
      "Access in the team's namespace: `engineer` runs jobs and models, `viewer` reads. Neither reads Secrets.",
    example: "engineer",
  }),
});

function teamSection(preset: Preset["teams"]) {
  return z.strictObject({
    owner: textField(/^[A-Za-z0-9][A-Za-z0-9._@+-]{0,100}$/, "the name or e-mail address of a user", {
      description: "Owner of the team in Kubeflow: a user as the identity provider names them.",
      example: "lead@example.com",
      fix: "use the name of one user, such as lead@example.com",
      default: "the team's name",
    }).optional(),
    roles: field(z.array(member), {
      description:
        "IAM roles of the team's people and their access to its namespace. A role must belong to one team only.",
      example: [{ arn: "arn:aws:iam::111122223333:role/vision-engineer", access: "engineer" }],
      fix: "list roles, each with arn and access (engineer or viewer)",
    }).default([]),
    gpus: numberField(0, 100_000, {
      description:
        "Maximum number of NVIDIA GPUs in all pools together: a ceiling, not a reservation. With GPU sharing, a share counts as one GPU.",
      example: 2,
    }).default(0),
    neuronDevices: numberField(0, 100_000, {
      description: "Maximum number of AWS Neuron devices (Trainium, Inferentia) in all pools together.",
      example: 16,
    }).default(0),
    vcpus: numberField(1, 1_000_000, {
      description: "Maximum number of vCPUs that the team's pods request.",
      example: 32,
    }).default(preset.vcpus),
    memoryGibibytes: numberField(1, 10_000_000, {
      description: "Maximum memory of the team's pods, in GiB, for requests and for limits.",
      example: 128,
    }).default(preset.memoryGibibytes),
    storageGibibytes: numberField(0, 10_000_000, {
      description: "Maximum storage of all volumes of the team, in GiB.",
      example: 500,
      cost: "0.08 USD for each GiB and month of volumes that exist",
    }).default(preset.storageGibibytes),
    pods: numberField(1, 100_000, {
      description: "Maximum number of pods that have not terminated.",
      example: 100,
    }).default(preset.pods),
  });
}
