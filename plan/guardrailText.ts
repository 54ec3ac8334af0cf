import type { createColors } from "picocolors";
import { groupBy } from "../core/graph/graph";
import { plural } from "../core/text/plural";
import { unjudged } from "../policies/opaqueVerdicts";
import { breaks, type Verdict } from "../policies/verdict";
import type { PlanDocument } from "./document";
import { verdictGroups } from "./verdictGroups";

type Paint = ReturnType<typeof createColors>;

/** What rules say of a plan. */
export type PlanVerdicts = Pick<PlanDocument, "verdicts" | "verdictCounts" | "judgedResources" | "opaque">;

/** How many verdicts there are of each kind, in a line. */
export function guardrailCounts({ verdicts, verdictCounts, judgedResources, opaque }: PlanVerdicts): string {
  const { total } = verdictCounts;
  const rules = Object.keys(verdictCounts.rules).filter((rule) => !unjudged.includes(rule));
  const broken = verdicts.filter(breaks).length;
  const warnings = total.fail + total.error - broken;
  const parts = [
    `${total.pass} passed`,
    `${broken} broken`,
    ...(warnings > 0 ? [plural(warnings, "warning")] : []),
    ...(total.deferred > 0 ? [`${total.deferred} judged later`] : []),
    ...(total.waived > 0 ? [`${total.waived} waived`] : []),
  ];
  return `${plural(rules.length, "guardrail")} on ${plural(judgedResources, "resource")}: ${parts.join(", ")}; ${plural(opaque.length, "resource")} ${opaque.length === 1 ? "hides its" : "hide their"} content`;
}

/** What is broken, by rule and with its fix: mandatory rules first. Then what is waived, and what other gates judge. */
export function guardrailLines(verdicts: readonly Verdict[], paint: Paint): string[] {
  const color = { broken: paint.red, warning: paint.yellow, waived: paint.yellow };
  return [
    ...verdictGroups.flatMap(({ name, title, holds }) =>
      name === "deferred" ? [] : section(title, verdicts.filter(holds), color[name]),
    ),
    ...deferredLines(verdicts.filter(({ status }) => status === "deferred")),
  ];
}

/** Of what stops a plan alone: all that a quiet plan says. */
export function brokenLines(verdicts: readonly Verdict[], paint: Paint): string[] {
  return section("Broken guardrails", verdicts.filter(breaks), paint.red);
}

function section(title: string, verdicts: readonly Verdict[], color: (text: string) => string): string[] {
  if (verdicts.length === 0) return [];
  const rules = [...groupBy(verdicts, ({ rule }) => rule)];
  return [
    "",
    color(`${title}: ${verdicts.length}`),
    ...rules.flatMap(([rule, own]) => [
      `  ${rule} (${own[0]?.severity}, ${own[0]?.enforcement})`,
      ...own.map(({ urn, message }) => `    ${urn.split("::").at(-1)}: ${message}`),
      ...fixesOf(own.filter(({ status }) => status !== "waived")).map((fix) => `    fix: ${fix}`),
    ]),
  ];
}

/** Each once: where a rule cannot judge, its verdict has a fix of its own beside those of what is broken. What is only hidden has none. */
export function fixesOf(verdicts: readonly Pick<Verdict, "fix">[]): string[] {
  return [...new Set(verdicts.map(({ fix }) => fix).filter(Boolean))];
}

function deferredLines(verdicts: readonly Verdict[]): string[] {
  if (verdicts.length === 0) return [];
  const rules = [...groupBy(verdicts, ({ rule, gate }) => `${rule} at ${gate}`)];
  return ["", `Judged later: ${verdicts.length}`, ...rules.map(([rule, own]) => `  ${rule}: ${own.length}`)];
}
