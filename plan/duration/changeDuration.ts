import type { ComparedChange, ComparedPlan, ComparedResource } from "../diff/change";
import { deletionRounds } from "./deletionRounds";
import { chainText, durationText, hasPods } from "./duration";
import { schedule } from "./schedule";
import { type ChangeDuration, type ChangeStep, minutesOf } from "./steps";
import { typicalCreation, typicalDeletion, typicalUpdate } from "./typicalTimes";

type Later = Pick<ComparedPlan, "resources">;

/**
 * Estimates how long `pulumi up` takes for a change, at typical times. Pulumi first creates, updates and replaces
 * resources along their dependencies. After all of them, it deletes what is gone or was replaced, in rounds. What AWS
 * or Pulumi refuses takes no time: nothing happens to it.
 *
 * @param parallel Number of operations at the same time.
 */
export function changeDuration(
  before: ComparedPlan,
  after: Later,
  changes: readonly ComparedChange[],
  parallel: number,
): ChangeDuration {
  const allowed = changes.filter(({ refused, guard }) => refused === null && guard !== "protected");
  const byUrn = new Map(allowed.map((change) => [change.urn, change]));
  const chain = (replacing: boolean) => {
    const isReplaced = ({ kind, replaces }: ComparedChange) =>
      kind === "update" && (replaces === "yes" || (replacing && replaces === "unknown"));
    const assumed = { changes: byUrn, isReplaced, parallel };
    return [...creations(after, assumed), ...deletions(before, after, assumed)];
  };
  const expected = chain(false);
  return { minutes: minutesOf(expected), maximum: minutesOf(chain(true)), parallel, chain: expected };
}

interface Assumed {
  /** Changes that AWS and Pulumi allow, by URN. */
  readonly changes: ReadonlyMap<string, ComparedChange>;
  readonly isReplaced: (change: ComparedChange) => boolean;
  readonly parallel: number;
}

function creations({ resources }: Later, { changes, isReplaced, parallel }: Assumed): ChangeStep[] {
  const secondsOf = (resource: ComparedResource) => {
    const change = changes.get(resource.urn);
    if (!change || change.kind === "delete") return 0;
    const changed = change.differences.map(({ path }) => String(path[0])).filter((input) => input !== "options");
    return change.kind === "create" || isReplaced(change)
      ? typicalCreation(resource, hasPods).seconds
      : typicalUpdate(resource, changed, hasPods).seconds;
  };
  return schedule(resources, secondsOf, parallel).chain.map((step): ChangeStep => {
    const change = changes.get(step.urn);
    const operation = change === undefined || change.kind === "delete" ? "update" : change.kind;
    return { ...step, operation: change && isReplaced(change) ? "replace" : operation };
  });
}

function deletions(
  { resources }: ComparedPlan,
  after: Later,
  { changes, isReplaced, parallel }: Assumed,
): ChangeStep[] {
  const kept = new Set(after.resources.map(({ urn }) => urn));
  const isGone = ({ urn, custom }: ComparedResource) => {
    const change = changes.get(urn);
    return custom ? change !== undefined && (change.kind === "delete" || isReplaced(change)) : !kept.has(urn);
  };
  const gone = resources.filter(isGone);
  const urns = new Set(gone.map(({ urn }) => urn));
  const secondsOf = (resource: ComparedResource) => {
    // Pulumi leaves these to the deletion of the other resource, and only forgets retained ones.
    if (urns.has(resource.options.deletedWith ?? "") || changes.get(resource.urn)?.guard === "retained") return 0;
    return typicalDeletion(resource, hasPods).seconds;
  };
  return deletionRounds(gone, secondsOf, parallel).map((step): ChangeStep => ({ ...step, operation: "delete" }));
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
