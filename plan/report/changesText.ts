import { createColors } from "picocolors";
import type { ComparedChange, Comparison } from "../diff/change";
import type { PlanDocument } from "../document";
import { anotherStackText, baselineText, changeParts, urgentTitle } from "./changeParts";
import { changeCounts, costChange, costText, differenceTexts, outcome, resourceTitle } from "./display";
import { reportModel } from "./model";

/** Returns the changes against an earlier plan as text for the terminal, the most severe first. */
export function changesText(document: PlanDocument, comparison: Comparison, { colors }: { colors: boolean }): string {
  const paint = createColors(colors);
  const model = reportModel(document, comparison);
  const another = anotherStackText(comparison, document);
  const { urgent, others } = changeParts(comparison.changes);
  const lines = (change: ComparedChange, emphasis: (text: string) => string, reasons: readonly string[] = []) => {
    const more = costText(change);
    const cost = more === undefined ? "" : paint.dim(`  ${more}`);
    return [
      `  ${emphasis(outcome(change))} ${resourceTitle(model, change.resource)}${cost}`,
      ...reasons.map((reason) => `    ${emphasis(reason)}`),
      ...differenceTexts(change).map(({ path, text }) => `    ${path}: ${paint.dim(text)}`),
    ];
  };
  return [
    `${paint.bold("changes")} against ${baselineText(comparison)}`,
    ...(another === "" ? [] : [another]),
    "",
    `  ${changeCounts(comparison.changes)}; cost ${costChange(model)}`,
    ...(urgent.length > 0 ? ["", `${paint.red(paint.bold(urgentTitle))}: ${urgent.length}`] : []),
    ...urgent.flatMap(({ change, reasons }) => lines(change, paint.red, reasons)),
    ...others.flatMap(({ title, changes }) => [
      "",
      `${paint.bold(title)}: ${changes.length}`,
      ...changes.flatMap((change) => lines(change, change.kind === "create" ? paint.green : paint.yellow)),
    ]),
    "",
  ].join("\n");
}

/** Returns the updates that AWS refuses, one line each, for `--quiet`. Empty if there are none. */
export function refusedText(document: PlanDocument, comparison: Comparison, { colors }: { colors: boolean }): string {
  const paint = createColors(colors);
  const model = reportModel(document, comparison);
  return comparison.changes
    .filter(({ refused }) => refused !== null)
    .map(({ resource, refused }) => `${paint.red("refused by AWS")} ${resourceTitle(model, resource)}: ${refused}\n`)
    .join("");
}
