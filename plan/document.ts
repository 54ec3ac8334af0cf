import type { Settings } from "../components/settings/schema";
import { componentOf, indexByUrn } from "../core/graph/graph";
import type { Registration } from "../core/graph/registration";
import { compareText, type JsonObject } from "../core/json/json";
import { jsonText } from "../core/json/text";
import { supportWarning } from "../core/versions/kubernetes";
import type { Verdict as RuleVerdict } from "../policies/verdict";
import type { VerdictCounts } from "../policies/verdictCounts";
import { dayOf } from "../policies/waivers";
import type { RenderedCharts } from "./charts/render";
import type { Cost } from "./cost/cost";
import { estimateCost } from "./cost/estimate";
import { creationDuration } from "./duration/duration";
import type { Duration } from "./duration/steps";
import { planGuardrails } from "./guardrails";
import { type NeededQuota, neededQuotas } from "./quotas";

/** A rule's verdict on a resource of the plan. */
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

/** The commit from which a plan was created. */
export interface Commit {
  /** 40 hexadecimal digits. */
  readonly id: string;
  /** Day of the commit, as YYYY-MM-DD. */
  readonly date: string;
}

/** The plan as other programs read it. Equal plans have equal text. */
export interface PlanDocument {
  readonly version: 1;
  readonly stack: string;
  /** The checkout's commit. Absent outside of a Git repository. */
  readonly commit?: Commit | undefined;
  readonly settings: Settings;
  readonly resources: readonly PlannedResource[];
  /** All verdicts that did not pass. */
  readonly verdicts: readonly Verdict[];
  readonly verdictCounts: VerdictCounts;
  /** Number of resources that at least one rule judged. Not in the JSON. */
  readonly judgedResources: number;
  /**
   * Warnings of the program, and such that depend on the day, like the end of a version's support. Not in the JSON.
   * @default - none
   */
  readonly warnings?: readonly string[];
  /** URNs of resources that hide their content from the plan. */
  readonly opaque: readonly string[];
  readonly cost: Cost;
  /** EC2 quotas that the nodes need at their maximum. */
  readonly quotas: readonly NeededQuota[];
  /** Estimated duration of the first `pulumi up`, and the chain of resources that determines it. */
  readonly duration: Duration;
}

export interface PlanDocumentOptions {
  /** Date for the expiry of waivers, as YYYY-MM-DD. @default - today */
  readonly today?: string;
  /** The result of rendering the charts. @default - no chart was rendered */
  readonly charts?: RenderedCharts | undefined;
  /** The checkout's commit. @default - unknown */
  readonly commit?: Commit | undefined;
  /** Warnings of the program. @default - none */
  readonly warnings?: readonly string[];
  /** Number of operations at the same time, for the duration. @default 16 */
  readonly parallel?: number | undefined;
}

/** Judges and prices the resources of a plan. `declared` is sorted by URN. */
export function planDocument(
  stack: string,
  settings: Settings,
  declared: readonly Registration[],
  { today = dayOf(), charts, commit, warnings = [], parallel }: PlanDocumentOptions = {},
): PlanDocument {
  const resources = charts
    ? [...declared, ...charts.resources].sort((one, other) => compareText(one.urn, other.urn))
    : declared;
  const byUrn = indexByUrn(resources);
  const cost = estimateCost(resources);
  const expectedMonthlyUsd = cost.monthly.expected;
  const { verdicts, opaque, ...counts } = planGuardrails(settings, resources, today, {
    expectedMonthlyUsd,
    unrendered: charts?.unrendered,
  });
  const componentAt = (urn: string) => {
    const resource = byUrn.get(urn);
    return resource ? componentOf(resource, byUrn) : "";
  };
  const support = supportWarning(settings.cluster.version, today);
  return {
    version: 1,
    stack,
    ...(commit && { commit }),
    settings,
    resources: resources.map((resource) => planned(resource, componentOf(resource, byUrn))),
    verdicts: verdicts.map((verdict) => ({ ...verdict, component: componentAt(verdict.urn) })),
    ...counts,
    warnings: [...(support === undefined ? [] : [support]), ...warnings],
    opaque,
    cost,
    quotas: neededQuotas(settings),
    duration: creationDuration(resources, parallel),
  };
}

/** The text of the plan's JSON. */
export function planText({ judgedResources: _, warnings: __, ...document }: PlanDocument): string {
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
