import { covers, type Difference, differences, pathPattern, pathText } from "../../core/changes/differences";
import { replaces, worst } from "../../core/changes/replaces";
import { isRendered } from "../../core/graph/graph";
import { holdsData } from "../../core/graph/holdsData";
import { unknownsIn, unknownToken } from "../../core/graph/tokens";
import { compareText, type Json } from "../../core/json/json";
import type { PlanDocument } from "../document";
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
import { type Update, withFollowers } from "./followers";
import { type Pair, pairUp } from "./pairs";

/** What would change from one plan to another, by URN in order. */
export function compare(before: ComparedPlan, after: ComparedPlan): Change[] {
  return comparison(before, after).changes.map(({ urn, kind, replaces, guard, paths, costDelta }) => ({
    urn,
    kind,
    replaces,
    guard,
    paths,
    costDelta,
  }));
}

/** The plan with its changes, as its JSON holds them. */
export function documentWithChanges(document: PlanDocument, before: ComparedPlan): ChangedDocument {
  return { ...document, changes: compare(before, document) };
}

/** `compare` with what a report shows of each change. Components only group: they never change by themselves. */
export function comparison(before: ComparedPlan, after: ComparedPlan): Comparison {
  const { pairs, created, deleted } = pairUp(declared(before), declared(after));
  const cost = { before: costOf(before), after: costOf(after) };
  const renames = new Map(pairs.map((pair) => [pair.before.urn, pair.after.urn]));
  const updates = pairs.filter(({ after }) => after.custom).map((pair) => update(pair, renames));
  const changes = [
    ...created.filter(({ custom }) => custom).map((resource) => creation(resource, cost.after)),
    ...withFollowers(updates)
      .filter(({ differences }) => differences.length > 0)
      .map((one) => updating(one, difference(cost.before(one.before.urn), cost.after(one.after.urn)))),
    ...deleted.filter(({ custom }) => custom).map((resource) => deletion(resource, cost.before)),
  ];
  return { before, changes: changes.sort((one, other) => compareText(one.urn, other.urn)) };
}

/** What charts make is no resource to Pulumi, and not in every plan. */
function declared({ resources }: ComparedPlan): readonly ComparedResource[] {
  return resources.filter((resource) => !isRendered(resource));
}

function creation(resource: ComparedResource, cost: CostOf): ComparedChange {
  const costDelta = difference(undefined, cost(resource.urn));
  return { ...unchanging(resource), kind: "create", replaces: "no", guard: "none", costDelta };
}

function deletion(resource: ComparedResource, cost: CostOf): ComparedChange {
  const costDelta = difference(cost(resource.urn), undefined);
  return { ...unchanging(resource), kind: "delete", replaces: "no", guard: guardOf(resource), costDelta };
}

function unchanging(resource: ComparedResource) {
  return { urn: resource.urn, paths: [], resource, differences: [], holdsData: holdsData(resource) };
}

function updating(one: Update, costDelta: ComparedChange["costDelta"]): ComparedChange {
  return {
    ...unchanging(one.after),
    kind: "update",
    replaces: one.replaces,
    guard: one.replaces === "no" ? "none" : guardOf(one.before),
    paths: one.differences.map(({ path }) => pathText(path)),
    differences: one.differences,
    costDelta,
  };
}

/** The engine goes by what the state says, hence by the earlier plan. It asks for protection first. */
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
    // Another provider may mean another region, or the same one by a new name.
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

/** The same value after a rename: tokens name the resource by its URN. */
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
