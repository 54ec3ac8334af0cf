import { z } from "zod";
import { acceleratorOf } from "../components/compute/nodePool";
import { mirroredImage } from "../components/kubernetes/mirror";
import { chartImages, platformImages } from "../components/services/images";
import type { Settings } from "../components/settings/schema";
import { imageLock, lockedDigest } from "../components/versions";
import { registryHost } from "../core/aws/account";

/** The values of the settings that rules may read. Expressions contain them as literals. */
export const ruleContext = {
  environment: z
    .enum(["dev", "staging", "prod"])
    .describe("The environment. It determines whether a rule is mandatory."),
  registries: z.array(z.string()).describe("Prefixes of allowed images, each with a trailing slash."),
  immutableRegistries: z
    .array(z.string())
    .describe("Prefixes of images whose tags cannot be moved: the account's own repositories."),
  unresolvedImages: z.array(z.string()).describe("Platform images without a digest in images.lock.json."),
  chartImages: z
    .array(z.string())
    .describe(
      "Images that the platform's charts name by tag, directly or through what they install. They accept no digest.",
    ),
  teams: z.array(z.string()).describe("Names of the teams, which are also the names of their namespaces."),
  acceleratorPools: z.array(z.string()).describe("Names of the pools with GPUs or other accelerators."),
  instanceTypes: z.array(z.string()).describe("Allowed instance types; `*` matches any text."),
  requiredTags: z.array(z.string()).describe("Tags that every resource with support for tags must have."),
  gpusPerPod: z.int().describe("Maximum number of accelerators of a pod."),
  expectedMonthlyUsd: z
    .number()
    .optional()
    .describe(
      "Expected cost of the platform in USD a month. Only the plan knows it, so the other gates judge no budget.",
    ),
  monthlyBudgetUsd: z.number().optional().describe("Maximum expected cost of the platform in USD a month."),
} as const;

/** Schema for values that the configuration of the policy pack overrides. */
export const ruleContextSchema = z.object(ruleContext);

export type RuleContext = Readonly<z.output<typeof ruleContextSchema>>;

/** Values that only the plan can compute. */
export type PlannedFacts = Partial<Pick<RuleContext, "expectedMonthlyUsd">>;

/** Returns the values that rules read, for the settings of a stack. */
export function contextOf(settings: Settings, { expectedMonthlyUsd }: PlannedFacts = {}): RuleContext {
  const { environment, compute, teams, budget, guardrails, mirror } = settings;
  // Platform images come from the mirror if one is set, and from their publishers otherwise.
  const own = `${registryHost(settings)}/`;
  return {
    environment,
    registries: [
      own,
      ...(mirror.images === undefined ? publicRepositories() : [mirroredImage(mirror, "")]),
      ...guardrails.registries,
    ],
    immutableRegistries: [`${own}${settings.name}/`],
    unresolvedImages: unresolvedImages().map((image) => mirroredImage(mirror, image)),
    chartImages: chartImages().map((image) => mirroredImage(mirror, image)),
    teams: Object.keys(teams),
    acceleratorPools: Object.entries(compute.pools).flatMap(([name, { instanceTypes }]) =>
      acceleratorOf({ name, instanceTypes }) ? [name] : [],
    ),
    instanceTypes: guardrails.instanceTypes,
    requiredTags: guardrails.requiredTags,
    gpusPerPod: guardrails.gpusPerPod,
    monthlyBudgetUsd: budget?.monthlyUsd,
    expectedMonthlyUsd,
  };
}

function unresolvedImages(): string[] {
  return Object.keys(imageLock)
    .filter((image) => lockedDigest(image) === undefined)
    .sort();
}

/** Returns repositories, not whole registries, because anyone can publish on `docker.io`. */
function publicRepositories(): string[] {
  return [...new Set(platformImages().map((image) => image.replace(/[^/]+$/, "")))].sort();
}
