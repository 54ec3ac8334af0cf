import { z } from "zod";
import { field, textField } from "../../core/schema/fields";
import { type Environment, environments, presets } from "./environments";
import { accountId, region, regionAlsoOffers, roleArn, tags, zones } from "./sections/account";
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
 * Returns the schema of all settings, with the defaults of an environment. In `Pulumi.<stack>.yaml` the first key has
 * the project's name as prefix: `mlops:region`.
 */
export function settingsSchema(environment: Environment, stack: string) {
  const preset = presets[environment];
  return z.strictObject({
    accountId,
    region,
    zones,
    deployerRoleArn: roleArn(
      "IAM role that runs `pulumi up` and administers the cluster. The ARN of the role, not of a session.",
    ),
    environment: field(z.enum(environments), {
      description: "Environment whose preset gives the defaults. Required if the stack's name is not an environment.",
      example: "dev",
      default: "the stack's name",
    }).default(environment),
    name: textField(/^[a-z][a-z0-9-]{0,22}[a-z0-9]$/, "2 to 24 lower-case letters, digits and hyphens", {
      description: "Name of the platform and prefix of the name of every resource. Cannot be changed later.",
      example: "mlops-dev",
      fix: "begin with a letter and end with a letter or a digit, such as mlops-dev",
      default: "`mlops-<stack>`",
    }).prefault(`mlops-${stack}`),
    deletionProtection: field(z.boolean(), {
      description:
        "Whether resources that hold data are protected from deletion: cluster, keys, buckets, database, logs.",
      example: true,
    }).default(preset.deletionProtection),
    tags: tags.default({}),
    regionAlsoOffers: regionAlsoOffers.default([]),
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
        "Whether the program runs the example workloads of `teams/`. Their images and models must exist before `pulumi up`.",
      example: true,
      cost: "the nodes that their pods need: see the plan",
    }).default(false),
  });
}

/** Settings as the program reads them, with all defaults. */
export type Settings = z.output<ReturnType<typeof settingsSchema>>;
