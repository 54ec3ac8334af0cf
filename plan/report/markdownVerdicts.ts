import { sentence } from "../../core/text/sentence";
import type { Verdict } from "../document";
import { guardrailCounts, hiddenCount } from "../guardrailText";
import { idleWaiverLines, idleWaiversTitle } from "../idleWaivers";
import { verdictGroups } from "../verdictGroups";
import { resourcePath } from "./display";
import { code, escapeMarkdown, folded, limited } from "./markdownText";
import type { ReportModel } from "./model";

/** Verdicts in groups: violations first. Passed verdicts are counted. */
export function verdictSections(model: ReportModel): string[] {
  const { verdicts, verdictCounts } = model.document;
  if (Object.keys(verdictCounts.rules).length === 0) return [];
  return [
    "### Guardrails",
    "",
    `${guardrailCounts(model.document)}. ${sentence(hiddenCount(model.document))}`,
    "",
    ...verdictGroups.flatMap(({ name, title, open, holds }) => {
      const some = verdicts.filter(holds);
      if (some.length === 0) return [];
      const lines = limited(
        some.map((verdict) => verdictLine(model, verdict)),
        name === "broken" ? 6_000 : 2_000,
        (left) => `- and ${left} more`,
      );
      return open ? [`**${title}**`, "", ...lines, ""] : folded(`${title}: ${some.length}`, lines);
    }),
    ...idleWaivers(model),
  ];
}

function idleWaivers({ document }: ReportModel): string[] {
  const lines = idleWaiverLines(document).map((line) => `- ${escapeMarkdown(line)}`);
  if (lines.length === 0) return [];
  return [`**${idleWaiversTitle}**`, "", ...limited(lines, 2_000, (left) => `- and ${left} more`), ""];
}

function verdictLine(
  model: ReportModel,
  { rule, severity, enforcement, gate, urn, message, fix, status }: Verdict,
): string {
  const resource = model.byUrn.get(urn);
  const where = resource ? resourcePath(model, resource) : urn;
  const later = status === "deferred" ? `, at ${gate}` : "";
  return [
    `- ${code(rule, false)} (${escapeMarkdown(severity)}, ${escapeMarkdown(enforcement)}${later}) ${code(where, false)}: ${escapeMarkdown(message.slice(0, 300))}`,
    ...(fix && (status === "fail" || status === "error") ? [`  - fix: ${escapeMarkdown(fix.slice(0, 300))}`] : []),
  ].join("\n");
}
