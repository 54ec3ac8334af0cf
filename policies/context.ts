import { z } from "zod";
import { acceleratorOf } from "../components/compute/nodePool";
import { mirroredImage } from "../components/kubernetes/mirror";
import { chartImages, platformImages } from "../components/services/images";
import type { Settings } from "../components/settings/schema";
import { imageLock, lockedDigest } from "../components/versions";
import { registryHost } from "../core/aws/account";

/** What rules know of the settings: literals that are written into an expression. */
export const ruleContext = {
  environment: z
    .enum(["dev", "staging", "prod"])
    .describe("The environment, which decides whether a rule is mandatory."),
  registries: z.array(z.string()).describe("Beginnings of images that may run, each with a slash at its end."),
  immutableRegistries: z
    .array(z.string())
    .describe("Beginnings of images whose tags nobody can move: the account's own repositories."),
  unresolvedImages: z.array(z.string()).describe("Images of the platform that images.lock.json has no digest for."),
  chartImages: z
    .array(z.string())
    .describe("Images that charts of the platform, and what these install, name by tag: they take no digest."),
  teams: z.array(z.string()).describe("Teams, which are namespaces of the same names."),
  acceleratorPools: z.array(z.string()).describe("Pools of nodes with GPUs or other accelerators."),
  instanceTypes: z.array(z.string()).describe("Types of instances that may run, `*` for any text."),
  requiredTags: z.array(z.string()).describe("Tags that whatever can bear tags has."),
  gpusPerPod: z.int().describe("Accelerators of a pod at most."),
  expectedMonthlyUsd: z
    .number()
    .optional()
    .describe(
      "USD a month that the platform is expected to cost. The plan alone knows: at the other gates no budget is judged.",
    ),
  monthlyBudgetUsd: z.number().optional().describe("USD a month that the platform is expected to cost at most."),
} as const;

/** As the pack's configuration may say it. */
export const ruleContextSchema = z.object(ruleContext);

export type RuleContext = Readonly<z.output<typeof ruleContextSchema>>;

/** What only the plan knows of an environment. */
export type PlannedFacts = Partial<Pick<RuleContext, "expectedMonthlyUsd">>;

/** The context of an environment. */
export function contextOf(settings: Settings, { expectedMonthlyUsd }: PlannedFacts = {}): RuleContext {
  const { environment, compute, teams, budget, guardrails, mirror } = settings;
  // The platform's own images come from the mirror where there is one, and from their makers otherwise.
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

/** Repositories, not whole registries: anybody can publish on `docker.io`. */
function publicRepositories(): string[] {
  return [...new Set(platformImages().map((image) => image.replace(/[^/]+$/, "")))].sort();
}
