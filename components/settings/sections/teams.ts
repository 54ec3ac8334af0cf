import { z } from "zod";
import { field, numberField, textField } from "../../../core/schema/fields";
import { isReservedName } from "../../tenancy/teamNames";
import { accessLevels } from "../../tenancy/teamRoles";
import type { Preset } from "../environments";
import { roleArn } from "./account";

/** `teams`: who works on the platform, and with how much of it. */
export function teamsSection({ teams }: Preset) {
  return field(z.record(teamName, teamSection(teams)), {
    description:
      "Teams by name, which is also their namespace's. Each gets bounds, a closed network, service accounts `training` and `serving` with its part of the bucket, and a store of its secrets.",
    example: {
      vision: { roles: [{ arn: "arn:aws:iam::111122223333:role/vision-engineer", access: "engineer" }], gpus: 2 },
    },
    fix: "write a short name of lower-case letters that is no namespace of the platform's, such as vision, and its keys below it",
    cost: "nothing by themselves: their bounds are ceilings",
  });
}

const teamName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/, { error: "must be 2 to 40 lower-case letters, digits and hyphens" })
  .refine((name) => !isReservedName(name), { error: "is the name of a namespace of the platform's or of Kubernetes'" });

const member = z.strictObject({
  arn: roleArn("An IAM role of people of the team."),
  access: field(z.enum(accessLevels), {
    description: "`engineer` runs jobs and models; `viewer` reads. Neither reads Secrets.",
    example: "engineer",
  }),
});

function teamSection(preset: Preset["teams"]) {
  return z.strictObject({
    owner: textField(/^[A-Za-z0-9][A-Za-z0-9._@+-]{0,100}$/, "a user's name or address", {
      description: "Whom Kubeflow takes for the team's owner: a user as the identity provider names them.",
      example: "lead@example.com",
      fix: "write one user, such as lead@example.com",
      default: "the team's name",
    }).optional(),
    roles: field(z.array(member), {
      description: "IAM roles of the team's people, and what they may do in its namespace. A role has one team.",
      example: [{ arn: "arn:aws:iam::111122223333:role/vision-engineer", access: "engineer" }],
      fix: "list roles, each with arn and access (engineer or viewer)",
    }).default([]),
    gpus: numberField(0, 100_000, {
      description:
        "NVIDIA GPUs at most, of all pools together: a ceiling, not a reservation. Where a pool shares GPUs, a share counts as one.",
      example: 2,
    }).default(0),
    neuronDevices: numberField(0, 100_000, {
      description: "AWS Neuron devices at most (Trainium, Inferentia), of all pools together.",
      example: 16,
    }).default(0),
    vcpus: numberField(1, 1_000_000, { description: "vCPUs that pods request at most.", example: 32 }).default(
      preset.vcpus,
    ),
    memoryGibibytes: numberField(1, 10_000_000, {
      description: "Memory of pods at most, GiB, by their requests and by their limits.",
      example: 128,
    }).default(preset.memoryGibibytes),
    storageGibibytes: numberField(0, 10_000_000, {
      description: "Storage of all volumes at most, GiB.",
      example: 500,
      cost: "0.08 USD for each GiB and month, of volumes that exist",
    }).default(preset.storageGibibytes),
    pods: numberField(1, 100_000, { description: "Pods at most that have not ended.", example: 100 }).default(
      preset.pods,
    ),
  });
}
