import type { ComparedChange } from "../diff/change";
import { anotherStackText, baselineText, changeParts, urgentCounts, urgentTitle } from "./changeParts";
import { costText, differenceTexts, outcome, resourceTitle } from "./display";
import { code, escapeMarkdown, folded, limited } from "./markdownText";
import type { ReportModel } from "./model";

/** Maximum bytes of each part. A comment on a pull request has at most about 65,000 characters. */
const bytesOf: Readonly<Record<string, number>> = {
  Replaced: 3_000,
  "Perhaps replaced": 2_000,
  Updated: 4_500,
  "Changed only because resources that they refer to change": 1_500,
  Deleted: 2_500,
  Created: 2_500,
};

/** Returns the changes against an earlier plan, the most severe first. */
export function changeSections(model: ReportModel): string[] {
  const { comparison, document } = model;
  if (!comparison) return [];
  const another = anotherStackText(comparison, document);
  const { urgent, others } = changeParts(comparison.changes);
  const title = [
    "### Changes",
    "",
    `Against ${escapeMarkdown(baselineText(comparison))}.${another === "" ? "" : ` ${escapeMarkdown(another)}`}`,
    "",
  ];
  if (comparison.changes.length === 0) return [...title, "None.", ""];
  const part = (heading: string, items: readonly string[], bytes: number, open: boolean) => {
    if (items.length === 0) return [];
    const lines = limited(items, bytes, (left) => `- and ${left} more`);
    return open && items.length <= 12
      ? [`**${heading}**`, "", ...lines, ""]
      : folded(`<b>${heading}: ${items.length}</b>`, lines);
  };
  return [
    ...title,
    ...(urgent.length > 0 ? ["> [!CAUTION]", `> ${urgentCounts(comparison.changes)}.`, ""] : []),
    ...part(
      urgentTitle,
      urgent.map(({ change, reasons }) => changeLines(model, change, reasons)),
      9_000,
      true,
    ),
    ...others.flatMap((other) =>
      part(
        other.title,
        other.changes.map((change) => changeLines(model, change)),
        bytesOf[other.title] ?? 2_000,
        other.open,
      ),
    ),
  ];
}

/** Returns the operation, the resource and its cost in one line; below it, the reasons and the differences. */
function changeLines(model: ReportModel, change: ComparedChange, reasons: readonly string[] = []): string {
  const more = costText(change);
  const cost = more === undefined ? "" : `, ${escapeMarkdown(more)}`;
  const texts = differenceTexts(change, 60);
  const shown = texts.slice(0, 6).map(({ path, text }) => `  - ${code(path, false)}: ${code(text, false)}`);
  const left = texts.length - shown.length;
  return [
    `- ${outcome(change)} ${code(resourceTitle(model, change.resource), false)}${cost}`,
    ...reasons.map((reason) => `  - **${escapeMarkdown(reason)}**`),
    ...shown,
    ...(left > 0 ? [`  - and ${left} more inputs`] : []),
  ].join("\n");
}
