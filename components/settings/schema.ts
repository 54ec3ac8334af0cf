import { z } from "zod";
import { field, textField } from "../../core/schema/fields";
import { type Environment, environments, presets } from "./environments";
import { accountId, region, roleArn, tags, zones } from "./sections/account";
import { budgetSection } from "./sections/budget";
import { clusterSection } from "./sections/cluster";
import { computeSection } from "./sections/compute";
import { dataSection } from "./sections/data";
import { guardrailsSection } from "./sections/guardrails";
import { mirrorSection } from "./sections/mirror";
import { networkSection } from "./sections/network";
import { observabilitySection } from "./sections/observability";
import { servingSection } from "./sections/serving";
import { teamsSection } from "./sections/teams";

/**
 * All settings of an environment: what may be written, and what holds where nothing is. Keys stand in
 * `Pulumi.<stack>.yaml` with the project's name before them: `mlops:region`.
 */
export function settingsSchema(environment: Environment, stack: string) {
  const preset = presets[environment];
  return z.strictObject({
    accountId,
    region,
    zones,
    deployerRoleArn: roleArn(
      "IAM role that runs `pulumi up`: it gets access to the cluster. A session of it is not the role.",
    ),
    environment: field(z.enum(environments), {
      description: "Which preset decides what is not set. Needed only where the stack's name is none of them.",
      example: "dev",
      default: "the stack's name",
    }).default(environment),
    name: textField(/^[a-z][a-z0-9-]{0,22}[a-z0-9]$/, "2 to 24 lower-case letters, digits and hyphens", {
      description: "Name of the platform, and how every resource's name begins. Cannot be changed later.",
      example: "mlops-dev",
      fix: "begin with a letter and end with a letter or a digit, such as mlops-dev",
      default: "`mlops-<stack>`",
    }).prefault(`mlops-${stack}`),
    deletionProtection: field(z.boolean(), {
      description: "Whether what holds data refuses to be deleted: the cluster, keys, logs.",
      example: true,
    }).default(preset.deletionProtection),
    tags: tags.default({}),
    budget: budgetSection().optional(),
    mirror: mirrorSection().prefault({}),
    network: networkSection(preset).prefault({}),
    cluster: clusterSection(preset).prefault({}),
    compute: computeSection(preset).prefault({}),
    data: dataSection(preset).prefault({}),
    observability: observabilitySection(preset).prefault({}),
    serving: servingSection().prefault({}),
    teams: teamsSection(preset).default({}),
    guardrails: guardrailsSection(preset).prefault({}),
    exampleWorkloads: field(z.boolean(), {
      description:
        "Whether teams run the example workloads of `teams/`. Their images and models must be there before `pulumi up`.",
      example: true,
    }).default(false),
  });
}

/** Settings as the program reads them: nothing is left out. */
export type Settings = z.output<ReturnType<typeof settingsSchema>>;
