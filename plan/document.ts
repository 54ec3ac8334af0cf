import type { Settings } from "../components/settings/schema";
import { componentOf, indexByUrn } from "../core/graph/graph";
import type { Registration } from "../core/graph/registration";
import { compareText, type JsonObject } from "../core/json/json";
import { jsonText } from "../core/json/text";
import type { Verdict as RuleVerdict } from "../policies/verdict";
import type { VerdictCounts } from "../policies/verdictCounts";
import { dayOf } from "../policies/waivers";
import type { RenderedCharts } from "./charts/render";
import type { Cost } from "./cost/cost";
import { estimateCost } from "./cost/estimate";
import { planGuardrails } from "./guardrails";

/** A rule's word on a resource of the plan. */
export interface Verdict extends RuleVerdict {
  readonly component: string;
}

/** A resource of the plan: see `Registration`. */
export interface PlannedResource extends Omit<Registration, "parent" | "provider" | "outputs" | "source" | "options"> {
  readonly parent: string | null;
  readonly component: string;
  readonly provider: string | null;
  readonly outputs: JsonObject | null;
  readonly options: Omit<Registration["options"], "deletedWith"> & { readonly deletedWith: string | null };
  readonly source: string | null;
}

/** The plan as other programs read it. Equal plans are equal text. */
export interface PlanDocument {
  readonly version: 1;
  readonly stack: string;
  readonly settings: Settings;
  readonly resources: readonly PlannedResource[];
  /** All but those that passed. */
  readonly verdicts: readonly Verdict[];
  readonly verdictCounts: VerdictCounts;
  /** How many resources at least one rule has judged: for people, the JSON does not have it. */
  readonly judgedResources: number;
  /** URNs of what hides its content from the plan. */
  readonly opaque: readonly string[];
  readonly cost: Cost;
}

export interface PlanDocumentOptions {
  /** The day on which waivers are to hold, as YYYY-MM-DD. @default - today */
  readonly today?: string;
  /** Objects of charts, and the charts that have none. @default - none was rendered */
  readonly charts?: RenderedCharts | undefined;
}

/** Puts a plan together, judged and priced. `declared` comes by URN in order. */
export function planDocument(
  stack: string,
  settings: Settings,
  declared: readonly Registration[],
  { today = dayOf(), charts }: PlanDocumentOptions = {},
): PlanDocument {
  const resources = charts
    ? [...declared, ...charts.resources].sort((one, other) => compareText(one.urn, other.urn))
    : declared;
  const byUrn = indexByUrn(resources);
  const cost = estimateCost(resources);
  const expectedMonthlyUsd = cost.monthly.expected;
  const { verdicts, opaque, ...counts } = planGuardrails(settings, resources, today, {
    expectedMonthlyUsd,
    unseen: charts?.unseen,
  });
  const componentAt = (urn: string) => {
    const resource = byUrn.get(urn);
    return resource ? componentOf(resource, byUrn) : "";
  };
  return {
    version: 1,
    stack,
    settings,
    resources: resources.map((resource) => planned(resource, componentOf(resource, byUrn))),
    verdicts: verdicts.map((verdict) => ({ ...verdict, component: componentAt(verdict.urn) })),
    ...counts,
    opaque,
    cost,
  };
}

/** The plan as its JSON holds it. */
export function planText({ judgedResources: _, ...document }: PlanDocument): string {
  return jsonText(document);
}

function planned(resource: Registration, component: string): PlannedResource {
  return {
    ...resource,
    component,
    parent: resource.parent ?? null,
    provider: resource.provider ?? null,
    outputs: resource.outputs ?? null,
    options: { ...resource.options, deletedWith: resource.options.deletedWith ?? null },
    source: resource.source ?? null,
  };
}
