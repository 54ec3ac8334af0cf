import { type Difference, pathText } from "../../core/changes/differences";
import { shortName, shortType } from "../../core/graph/shortNames";
import { unknownsIn, unknownToken } from "../../core/graph/tokens";
import type { Json } from "../../core/json/json";
import type { ComparedChange } from "../diff/change";
import type { ReportModel } from "./model";
import { dollarsMore } from "./money";

/** `network / private / a`: where a resource is and what it is called. */
export function resourcePath(
  model: ReportModel,
  resource: { readonly urn: string; readonly name: string; readonly component: string },
): string {
  const path = model.paths.get(resource.component) ?? shortName(resource.component, model.platform?.name ?? "");
  const own = shortName(resource.name, resource.component);
  // A component's main resource has the component's name: it is not repeated.
  if (own === resource.component) return path;
  return [path, own].filter(Boolean).join(" / ");
}

/** A value on one line, cut at the limit. Tokens are shown as the output and the resource that they stand for. */
export function valueText(value: Json | undefined, limit = 80): string {
  return cut(lineOf(value), limit);
}

function lineOf(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = unknownsIn(JSON.stringify(value)).reduce(
    (rest, { urn, property }) =>
      rest.replaceAll(unknownToken(urn, property), `(${property} of ${urn.split("::").at(-1)})`),
    typeof value === "string" ? value : JSON.stringify(value),
  );
  return text.replace(/\s+/g, " ");
}

function cut(line: string, limit: number): string {
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

/** Both values of a difference, without the beginning that long texts share: policies differ near their end. */
function contrast({ before, after }: Difference, limit: number): string {
  const [one, other] = [lineOf(before), lineOf(after)];
  const differs = one.split("").findIndex((character, index) => character !== other[index]);
  const shared = differs < 0 ? one.length : differs;
  const start = Math.max(one.length, other.length) > limit && shared > 20 ? shared - 20 : 0;
  const part = (line: string) => cut(start > 0 ? `…${line.slice(start)}` : line, limit);
  return `${part(one)} → ${part(other)}`;
}

/** Returns the differences of a change, each on a line. */
export function differenceTexts({ differences, paths }: ComparedChange, limit = 80): { path: string; text: string }[] {
  return differences.map((difference, index) => ({
    path: paths[index] ?? pathText(difference.path),
    text: isFollowing(difference) ? "changes with the resource that it refers to" : contrast(difference, limit),
  }));
}

/** Operation on the resource of a change: `create`, `update`, `replace`, `update or replace`, `delete`. */
export function outcome({ kind, replaces }: ComparedChange): string {
  return kind === "update" ? { yes: "replace", unknown: "update or replace", no: "update" }[replaces] : kind;
}

/** Returns whether the inputs in the program are equal: only outputs that they refer to change. */
export function isFollower({ kind, differences }: ComparedChange): boolean {
  return kind === "update" && differences.every(isFollowing);
}

function isFollowing({ before, after }: Difference): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** `2 created, 1 updated, 1 replaced, 1 deleted`, without counts of 0. */
export function changeCounts(changes: readonly ComparedChange[]): string {
  const count = (kind: string, replaced: boolean) =>
    changes.filter((change) => change.kind === kind && (change.replaces === "yes") === replaced).length;
  const maybe = changes.filter(({ replaces }) => replaces === "unknown").length;
  const updated = count("update", false);
  const texts = [
    { number: count("create", false), text: "created" },
    { number: updated, text: `updated${maybe > 0 ? ` (${maybe} perhaps replaced)` : ""}` },
    { number: count("update", true), text: "replaced" },
    { number: count("delete", false), text: "deleted" },
  ];
  const parts = texts.filter(({ number }) => number > 0).map(({ number, text }) => `${number} ${text}`);
  return parts.length > 0 ? parts.join(", ") : "nothing changed";
}

/** The difference in cost of the whole plans, which includes items that belong to no single resource. */
export function costChange({ comparison, document }: ReportModel): string {
  const before = comparison?.before.cost.monthly;
  const after = document.cost.monthly;
  if (!before) return "";
  const more = (key: keyof typeof after) => dollarsMore(after[key] - before[key]);
  if (more("expected") === more("minimum") && more("expected") === more("maximum"))
    return more("expected") === "unchanged" ? "unchanged" : `${more("expected")} a month`;
  return `${more("expected")} a month expected (minimum ${more("minimum")}, maximum ${more("maximum")})`;
}

/** `s3.Bucket data / artifacts`. */
export function resourceTitle(model: ReportModel, resource: ComparedChange["resource"]): string {
  return `${shortType(resource.type)} ${resourcePath(model, resource)}`;
}

/** The cost of a change, or undefined if it costs nothing. */
export function costText({ costDelta: { minimum, expected, maximum } }: ComparedChange): string | undefined {
  if (minimum === 0 && expected === 0 && maximum === 0) return undefined;
  if (minimum === expected && expected === maximum) return `${dollarsMore(expected)} a month`;
  return `${dollarsMore(expected)} a month expected (minimum ${dollarsMore(minimum)}, maximum ${dollarsMore(maximum)})`;
}
