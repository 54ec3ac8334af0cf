import type { Verdict } from "../document";
import { resourcePath } from "./display";
import { code, escapeMarkdown, folded, limited } from "./markdownText";
import type { ReportModel } from "./model";

/** What to call each status, worst first, and what a reader should see unasked. */
export const statuses = [
  { status: "fail", title: "Broken guardrails", open: true },
  { status: "error", title: "Guardrails that could not be judged", open: true },
  { status: "deferred", title: "Judged later, by another gate", open: false },
  { status: "waived", title: "Waived", open: false },
] as const;

/** Verdicts by status. Those that passed are counted. */
export function verdictSections(model: ReportModel): string[] {
  const { verdicts } = model.document;
  if (verdicts.length === 0) return [];
  const passed = verdicts.filter(({ status }) => status === "pass").length;
  return [
    "### Guardrails",
    "",
    `${passed} of ${verdicts.length} verdicts passed.`,
    "",
    ...statuses.flatMap(({ status, title, open }) => {
      const some = verdicts.filter((verdict) => verdict.status === status);
      if (some.length === 0) return [];
      const lines = limited(
        some.map((verdict) => verdictLine(model, verdict)),
        status === "fail" ? 6_000 : 2_000,
        (left) => `- and ${left} more`,
      );
      return open ? [`**${title}**`, "", ...lines, ""] : folded(`${title}: ${some.length}`, lines);
    }),
  ];
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
    ...(fix && status === "fail" ? [`  - fix: ${escapeMarkdown(fix.slice(0, 300))}`] : []),
  ].join("\n");
}
