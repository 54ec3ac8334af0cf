import { covers, type Difference, differences, pathPattern, pathText } from "../../core/changes/differences";
import { replaces, worst } from "../../core/changes/replaces";
import { isRendered } from "../../core/graph/graph";
import { holdsData } from "../../core/graph/holdsData";
import { unknownsIn, unknownToken } from "../../core/graph/tokens";
import { compareText, type Json } from "../../core/json/json";
import type { PlanDocument } from "../document";
import { changeDuration } from "../duration/changeDuration";
import { defaultParallel } from "../duration/steps";
import type {
  Change,
  ChangedDocument,
  ComparedChange,
  ComparedPlan,
  ComparedResource,
  Comparison,
  Guard,
} from "./change";
import { type CostOf, costOf, difference } from "./costDelta";
import type { EffectSource } from "./effects/effect";
import { effectsOf } from "./effects/effects";
import { type Update, withFollowers } from "./followers";
import { type Pair, pairUp } from "./pairs";
import { type BothPlans, bothPlans } from "./plans";
import { refusalOf } from "./refusals";

/** Returns the changes from one plan to another, by URN. */
export function compare(before: ComparedPlan, after: ComparedPlan): Change[] {
  return changesOf(comparison(before, after));
}

/** Returns the plan with its changes, as in its JSON. */
export function withChanges(document: PlanDocument, compared: Comparison): ChangedDocument {
  return { ...document, changes: changesOf(compared), changeDuration: compared.duration };
}

function changesOf({ changes }: Comparison): Change[] {
  return changes.map(({ urn, kind, replaces, guard, refused, effects, paths, costDelta }) => ({
    urn,
    kind,
    replaces,
    guard,
    refused,
    effects,
    paths,
    costDelta,
  }));
}

/**
 * Like `compare`, with the details that a report shows. Components only group resources, so they have no changes.
 *
 * @param parallel Number of operations at the same time, for the duration.
 */
export function comparison(before: ComparedPlan, after: ComparedPlan, parallel = defaultParallel): Comparison {
  const { pairs, created, deleted } = pairUp(declared(before), declared(after));
  const cost = { before: costOf(before), after: costOf(after) };
  const renames = new Map(pairs.map((pair) => [pair.before.urn, pair.after.urn]));
  const plans = bothPlans(before, after);
  const updates = pairs.filter(({ after }) => after.custom).map((pair) => update(pair, renames));
  const changes = [
    ...created.filter(({ custom }) => custom).map((resource) => creation(resource, plans, cost.after)),
    ...withFollowers(updates)
      .filter(({ differences }) => differences.length > 0)
      .map((one) => updating(one, plans, difference(cost.before(one.before.urn), cost.after(one.after.urn)))),
    ...deleted.filter(({ custom }) => custom).map((resource) => deletion(resource, plans, cost.before)),
  ];
  const sorted = changes.sort((one, other) => compareText(one.urn, other.urn));
  return {
    before,
    changes: sorted,
    duration: changeDuration(before, { resources: declared(after) }, sorted, parallel),
  };
}

/** The resources without those that charts create: Pulumi does not know them, and not every plan has them. */
function declared({ resources }: ComparedPlan): readonly ComparedResource[] {
  return resources.filter((resource) => !isRendered(resource));
}

function creation(resource: ComparedResource, plans: BothPlans, cost: CostOf): ComparedChange {
  const source: EffectSource = { ...unchanged, kind: "create", before: undefined, after: resource };
  return change(resource, source, null, plans, difference(undefined, cost(resource.urn)));
}

function deletion(resource: ComparedResource, plans: BothPlans, cost: CostOf): ComparedChange {
  const guard = guardOf(resource);
  const source: EffectSource = { ...unchanged, kind: "delete", guard, before: resource, after: undefined };
  return change(resource, source, null, plans, difference(cost(resource.urn), undefined));
}

const unchanged = { replaces: "no", guard: "none", differences: [] } as const;

function updating(one: Update, plans: BothPlans, costDelta: ComparedChange["costDelta"]): ComparedChange {
  const guard = one.replaces === "no" ? "none" : guardOf(one.before);
  const source: EffectSource = { ...one, kind: "update", guard };
  return change(one.after, source, refusalOf(one, plans), plans, costDelta);
}

function change(
  resource: ComparedResource,
  source: EffectSource,
  refused: string | null,
  plans: BothPlans,
  costDelta: ComparedChange["costDelta"],
): ComparedChange {
  const { kind, replaces, guard, differences } = source;
  return {
    urn: resource.urn,
    kind,
    replaces,
    guard,
    refused,
    // A refused update has no effect.
    effects: refused === null ? effectsOf(source, plans) : [],
    paths: differences.map(({ path }) => pathText(path)),
    costDelta,
    resource,
    differences,
    holdsData: holdsData(resource),
  };
}

/** The engine reads the options from its state, so those of the earlier plan apply. It checks protection first. */
function guardOf({ options }: ComparedResource): Guard {
  if (options.protect) return "protected";
  return options.retainOnDelete ? "retained" : "none";
}

function update({ before, after }: Pair, renames: ReadonlyMap<string, string>): Update {
  const ignored = after.options.ignoreChanges.map(pathPattern);
  const inputs = differences(renamed(before.inputs, renames), after.inputs).filter(
    ({ path }) => !ignored.some((pattern) => covers(pattern, path)),
  );
  const provider = differences(rename(before.provider, renames), after.provider, ["options", "provider"]);
  return {
    before,
    after,
    differences: [...inputs, ...optionDifferences(before, after, renames), ...provider, ...renaming(before, after)],
    // Another provider may be that of another region, or the same one renamed.
    replaces: worst([replaces(after, inputs), provider.length > 0 ? "unknown" : "no"]),
  };
}

function optionDifferences(
  { options: before }: ComparedResource,
  { options: after }: ComparedResource,
  renames: ReadonlyMap<string, string>,
): Difference[] {
  const plain = (options: ComparedResource["options"]): Json => {
    const { aliases: _, ...rest } = options;
    return JSON.parse(JSON.stringify(rest));
  };
  return differences(plain({ ...before, deletedWith: rename(before.deletedWith, renames) }), plain(after), ["options"]);
}

function renaming(before: ComparedResource, after: ComparedResource): Difference[] {
  return differences(before.urn, after.urn, ["urn"]);
}

/** Returns the value with the new URNs in the tokens of renamed resources. */
function renamed(value: Json, renames: ReadonlyMap<string, string>): Json {
  if (typeof value === "string") {
    return unknownsIn(value).reduce(
      (text, { urn, property }) =>
        text.replaceAll(unknownToken(urn, property), unknownToken(rename(urn, renames), property)),
      value,
    );
  }
  if (Array.isArray(value)) return value.map((element) => renamed(element, renames));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamed(inner, renames)]));
}

function rename<Urn extends string | null>(urn: Urn, renames: ReadonlyMap<string, string>): Urn | string {
  return urn === null ? urn : (renames.get(urn) ?? urn);
}
