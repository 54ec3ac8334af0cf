import { createColors } from "picocolors";
import type { Comparison } from "../diff/change";
import type { PlanDocument } from "../document";
import { changeCounts, costChange, costText, differenceTexts, isDangerous, outcome, resourceTitle } from "./display";
import { reportModel } from "./model";

/** What changes against an earlier plan, for the terminal: dangerous changes first. */
export function changesText(document: PlanDocument, comparison: Comparison, { colors }: { colors: boolean }): string {
  const paint = createColors(colors);
  const model = reportModel(document, comparison);
  const { before, changes } = comparison;
  const another = before.stack === document.stack ? "" : ", another stack: what bears its name is created and deleted";
  const ordered = [...changes.filter(isDangerous), ...changes.filter((change) => !isDangerous(change))];
  return [
    `${paint.bold("changes")} against a plan of stack ${before.stack}${another}`,
    "",
    `  ${changeCounts(changes)}; cost ${costChange(model)}`,
    ...ordered.flatMap((change) => {
      const more = costText(change);
      const cost = more === undefined ? "" : paint.dim(`  ${more}`);
      const emphasis = isDangerous(change) ? paint.red : change.kind === "create" ? paint.green : paint.yellow;
      return [
        `  ${emphasis(outcome(change))} ${resourceTitle(model, change.resource)}${cost}`,
        ...differenceTexts(change).map(({ path, text }) => `    ${path}: ${paint.dim(text)}`),
      ];
    }),
    "",
  ].join("\n");
}
