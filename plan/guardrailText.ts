import type { createColors } from "picocolors";
import { groupBy } from "../core/graph/graph";
import { plural } from "../core/text/plural";
import { ruleNames } from "../policies/catalogue";
import { opaqueVerdictNames } from "../policies/opaqueVerdicts";
import { failsPlan, type Verdict } from "../policies/verdict";
import type { PlanDocument } from "./document";
import { verdictGroups } from "./verdictGroups";

type Paint = ReturnType<typeof createColors>;

/** The judgement of a plan by all rules. */
export type PlanVerdicts = Pick<PlanDocument, "verdicts" | "verdictCounts" | "judgedResources" | "opaque">;

/** One line that counts rules, resources and verdicts by status. */
export function guardrailCounts({ verdicts, verdictCounts, judgedResources }: PlanVerdicts): string {
  const { total } = verdictCounts;
  const rules = Object.keys(verdictCounts.rules).filter((rule) => !opaqueVerdictNames.includes(rule));
  const broken = verdicts.filter(failsPlan).length;
  const warnings = total.fail + total.error - broken;
  const parts = [
    `${total.pass} passed`,
    plural(broken, "violation"),
    ...(warnings > 0 ? [plural(warnings, "warning")] : []),
    ...(total.deferred > 0 ? [`${total.deferred} deferred`] : []),
    ...(total.waived > 0 ? [`${total.waived} waived`] : []),
  ];
  return `${rules.length} of ${plural(ruleNames().length, "rule")} apply, to ${plural(judgedResources, "resource")}: ${parts.join(", ")}`;
}

/** Counts the resources that no rule can inspect before the cluster creates their objects. */
export function hiddenCount({ opaque }: Pick<PlanVerdicts, "opaque">): string {
  const hidden = `${plural(opaque.length, "resource")} ${opaque.length === 1 ? "hides its" : "hide their"} content from the plan`;
  return opaque.length === 0 ? hidden : `${hidden}: charts and Applications; admission judges their objects`;
}

/**
 * Violations by rule with their fixes, mandatory rules first; then waived violations, and verdicts deferred to later
 * gates.
 */
export function guardrailLines(verdicts: readonly Verdict[], paint: Paint): string[] {
  const color = { broken: paint.red, warning: paint.yellow, waived: paint.yellow };
  return [
    ...verdictGroups.flatMap(({ name, title, holds }) =>
      name === "deferred" ? [] : section(title, verdicts.filter(holds), color[name]),
    ),
    ...deferredLines(verdicts.filter(({ status }) => status === "deferred")),
  ];
}

/** Violations of mandatory rules only. */
export function brokenLines(verdicts: readonly Verdict[], paint: Paint): string[] {
  return section("Violations", verdicts.filter(failsPlan), paint.red);
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

/**
 * The distinct fixes of a rule's verdicts. A rule that fails itself has a fix of its own; a deferred verdict may have
 * none.
 */
export function fixesOf(verdicts: readonly Pick<Verdict, "fix">[]): string[] {
  return [...new Set(verdicts.map(({ fix }) => fix).filter(Boolean))];
}

/** Where a deferred verdict is decided. */
export const gateNames: Readonly<Record<Verdict["gate"], string>> = {
  plan: "plan",
  up: "pulumi up",
  admission: "admission in the cluster",
};

function deferredLines(verdicts: readonly Verdict[]): string[] {
  if (verdicts.length === 0) return [];
  const rules = [...groupBy(verdicts, ({ rule, gate }) => `${rule} at ${gateNames[gate]}`)];
  return [
    "",
    `Deferred to a later gate: ${verdicts.length}`,
    ...rules.map(([rule, own]) => `  ${rule}: ${own.length}`),
  ];
}
