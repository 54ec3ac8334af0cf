import { exemptions } from "../components/services/exemptions";
import type { Settings } from "../components/settings/schema";
import type { Registration } from "../core/graph/registration";
import { redacted } from "../core/graph/wire";
import { isJsonObject, type Json } from "../core/json/json";
import { allRules } from "../policies/catalogue";
import { contextOf, type PlannedFacts } from "../policies/context";
import { applyExemptions } from "../policies/exemptions";
import { hasUnknown } from "../policies/hiddenInputs";
import { verdictsOn } from "../policies/judge";
import { opaqueVerdicts } from "../policies/opaqueVerdicts";
import { Graph, type Subject, subject } from "../policies/subject";
import type { Verdict } from "../policies/verdict";
import { VerdictCounter, type VerdictCounts } from "../policies/verdictCounts";
import { applyWaivers } from "../policies/waivers";
import type { RenderedCharts } from "./charts/render";

/** The judgement of a plan by all rules. */
export interface PlanGuardrails {
  /** All verdicts that did not pass. Passed verdicts are only counted. */
  readonly verdicts: readonly Verdict[];
  readonly verdictCounts: VerdictCounts;
  /** Number of resources that at least one rule judged. */
  readonly judgedResources: number;
  /** URNs of resources that hide their objects or their pods. */
  readonly opaque: readonly string[];
}

export interface PlanGuardrailsOptions extends PlannedFacts {
  /** Why charts were not rendered, by URN. @default - rendering was not requested */
  readonly unrendered?: RenderedCharts["unrendered"] | undefined;
}

/**
 * Judges a plan by every rule. Verdicts are in the order of rules and resources.
 *
 * @param today Date for the expiry of waivers, as YYYY-MM-DD.
 */
export function planGuardrails(
  settings: Settings,
  resources: readonly Registration[],
  today: string,
  { expectedMonthlyUsd, unrendered }: PlanGuardrailsOptions = {},
): PlanGuardrails {
  const { waivers } = settings.guardrails;
  const graph = new Graph(resources.map(subject));
  const counter = new VerdictCounter();
  const judgedUrns = new Set<string>();
  const open: Verdict[] = [];
  for (const verdict of verdictsOn(allRules(), graph, contextOf(settings, { expectedMonthlyUsd }), shownValue)) {
    if (verdict.gate === "plan") judgedUrns.add(verdict.urn);
    if (verdict.status === "pass") counter.count(verdict);
    else open.push(verdict);
  }
  const opaque = opaqueVerdicts(graph, unrendered);
  open.push(...opaque);
  const verdicts = applyExemptions(applyWaivers(open, graph, waivers, today), graph, exemptions);
  for (const verdict of verdicts) counter.count(verdict);
  return {
    verdicts,
    verdictCounts: counter.counts(),
    judgedResources: judgedUrns.size,
    opaque: opaque.map(({ urn }) => urn),
  };
}

const longestValue = 60;

/** The value of an input for a message. Empty if it is redacted, unknown, an object or too long. */
function shownValue({ inputs }: Subject, at: string): string {
  const value = valueAt(inputs, at);
  const text = value === undefined || isJsonObject(value) ? undefined : JSON.stringify(value);
  const says = text !== undefined && text.length <= longestValue && !hasUnknown(text) && !text.includes(redacted);
  return says ? ` = ${text}` : "";
}

function valueAt(inputs: Json, at: string): Json | undefined {
  let value: Json | undefined = inputs;
  for (const step of at.split(/[.[\]]+/).filter(Boolean)) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isJsonObject(value)) value = value[step];
    else return undefined;
  }
  return value;
}
