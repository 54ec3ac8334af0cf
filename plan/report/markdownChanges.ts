import type { ComparedChange } from "../diff/change";
import { costText, differenceTexts, isDangerous, isFollower, outcome, resourceTitle } from "./display";
import { code, escapeMarkdown, folded, limited } from "./markdownText";
import type { ReportModel } from "./model";

/** What an earlier plan had otherwise, most dangerous first. */
export function changeSections(model: ReportModel): string[] {
  const { comparison, document } = model;
  if (!comparison) return [];
  const { before, changes } = comparison;
  const other =
    before.stack === document.stack
      ? []
      : [
          `Compared with a plan of another stack, ${escapeMarkdown(before.stack)}: what bears a stack's name is created and deleted.`,
          "",
        ];
  if (changes.length === 0) return ["### Changes", "", ...other, "None.", ""];
  const dangerous = changes.filter(isDangerous);
  const rest = changes.filter((change) => !isDangerous(change));
  const followers = rest.filter(isFollower);
  const written = rest.filter((change) => change.kind === "update" && !isFollower(change));
  const replaced = written.filter(({ replaces }) => replaces !== "no");
  const updated = written.filter(({ replaces }) => replaces === "no");
  const part = (title: string, some: readonly ComparedChange[], bytes: number, open = true) => {
    if (some.length === 0) return [];
    const lines = limited(
      some.map((change) => changeLines(model, change)),
      bytes,
      (left) => `- and ${left} more`,
    );
    return open && some.length <= 12
      ? [`**${title}**`, "", ...lines, ""]
      : folded(`<b>${title}: ${some.length}</b>`, lines);
  };
  return [
    "### Changes",
    "",
    ...other,
    ...(dangerous.length > 0 ? ["> [!CAUTION]", `> ${caution(dangerous)}`, ""] : []),
    ...part("Look at these first", dangerous, 7_000),
    ...part("Replaced, or perhaps", replaced, 3_500),
    ...part("Updated", updated, 5_000),
    ...part("Follow from what is replaced", followers, 1_500, false),
    ...part(
      "Deleted",
      rest.filter(({ kind }) => kind === "delete"),
      2_500,
    ),
    ...part(
      "Created",
      rest.filter(({ kind }) => kind === "create"),
      2_500,
      false,
    ),
  ];
}

function caution(dangerous: readonly ComparedChange[]): string {
  const refused = dangerous.filter(({ guard }) => guard === "protected").length;
  const kept = dangerous.filter(({ guard }) => guard === "retained").length;
  const lost = dangerous.length - refused - kept;
  return [
    lost > 0 ? `${lost} would lose data` : "",
    refused > 0 ? `${refused} would be refused: protected` : "",
    kept > 0 ? `${kept} would be replaced or forgotten, and kept in AWS` : "",
  ]
    .filter(Boolean)
    .join(", ")
    .concat(".");
}

/** A resource, what becomes of it, and below it what differs. */
function changeLines(model: ReportModel, change: ComparedChange): string {
  const more = costText(change);
  const cost = more === undefined ? "" : `, ${escapeMarkdown(more)}`;
  const texts = differenceTexts(change, 60);
  const shown = texts.slice(0, 6).map(({ path, text }) => `  - ${code(path, false)}: ${code(text, false)}`);
  const left = texts.length - shown.length;
  return [
    `- ${outcome(change)} ${code(resourceTitle(model, change.resource), false)}${cost}`,
    ...shown,
    ...(left > 0 ? [`  - and ${left} more inputs`] : []),
  ].join("\n");
}
