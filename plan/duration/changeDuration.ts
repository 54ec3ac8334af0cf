import type { ComparedChange, ComparedPlan, ComparedResource } from "../diff/change";
import { type ChangeDuration, type ChangeStep, criticalPath, dependenciesOf } from "./criticalPath";
import { chainText, durationText, hasPods } from "./duration";
import { typicalCreation, typicalDeletion, typicalUpdate } from "./typicalTimes";

/**
 * Estimates how long `pulumi up` takes for a change, at typical times. Pulumi first creates, updates and replaces
 * resources along their dependencies. After all of them, it deletes what is gone or was replaced, against the
 * dependencies. What AWS or Pulumi refuses takes no time: nothing happens to it.
 */
export function changeDuration(
  before: ComparedPlan,
  after: Pick<ComparedPlan, "resources">,
  changes: readonly ComparedChange[],
): ChangeDuration {
  const allowed = changes.filter(({ refused, guard }) => refused === null && guard !== "protected");
  const expected = chainOf(before, after, allowed, false);
  const longest = chainOf(before, after, allowed, true);
  return { minutes: minutesOf(expected), maximum: minutesOf(longest), chain: expected };
}

function chainOf(
  before: ComparedPlan,
  after: Pick<ComparedPlan, "resources">,
  changes: readonly ComparedChange[],
  replacing: boolean,
): ChangeStep[] {
  const byUrn = new Map(changes.map((change) => [change.urn, change]));
  const isReplaced = ({ kind, replaces }: ComparedChange) =>
    kind === "update" && (replaces === "yes" || (replacing && replaces === "unknown"));
  const forward = criticalPath(after.resources, (resource) => {
    const change = byUrn.get(resource.urn);
    if (!change || change.kind === "delete") return 0;
    const changed = change.differences.map(({ path }) => String(path[0])).filter((input) => input !== "options");
    return change.kind === "create" || isReplaced(change)
      ? typicalCreation(resource, hasPods).seconds
      : typicalUpdate(resource, changed, hasPods).seconds;
  });
  const gone = new Set(
    changes
      .filter((change) => (change.kind === "delete" || isReplaced(change)) && change.guard === "none")
      .map(({ urn }) => urn),
  );
  const backward = criticalPath(reversed(before.resources), (resource) => {
    if (!gone.has(resource.urn) || resource.options.deletedWith !== null) return 0;
    return typicalDeletion(resource, hasPods).seconds;
  });
  return [
    ...forward.chain.map((step): ChangeStep => {
      const change = byUrn.get(step.urn);
      const operation = change === undefined || change.kind === "delete" ? "update" : change.kind;
      return { ...step, operation: change && isReplaced(change) ? "replace" : operation };
    }),
    ...backward.chain.map((step): ChangeStep => ({ ...step, operation: "delete" })),
  ];
}

/** Returns the resources with their dependents as dependencies: the order of deletion. */
function reversed(resources: readonly ComparedResource[]): ComparedResource[] {
  const dependents = new Map<string, string[]>();
  for (const resource of resources) {
    for (const other of dependenciesOf(resource)) {
      const known = dependents.get(other);
      if (known) known.push(resource.urn);
      else dependents.set(other, [resource.urn]);
    }
  }
  return resources.map((resource) => ({
    ...resource,
    dependsOn: dependents.get(resource.urn) ?? [],
    propertyDependencies: {},
    provider: null,
  }));
}

function minutesOf(chain: readonly ChangeStep[]): number {
  return Math.ceil(chain.reduce((sum, { seconds }) => sum + seconds, 0) / 60);
}

/** `about 12 minutes`, or `about 12 minutes (25 if everything is replaced that may be)`. */
export function changeDurationText({ minutes, maximum }: Pick<ChangeDuration, "minutes" | "maximum">): string {
  const text = durationText({ minutes });
  return maximum > minutes ? `${text} (${maximum} if everything is replaced that may be)` : text;
}

/** `update cluster-control-plane (10 min), replace data-database (7 min), delete data-database (5 min)`. */
export function changeChainText(duration: Pick<ChangeDuration, "chain">, platform: string): string {
  return chainText(duration, platform, ({ operation }) => `${operation} `);
}
