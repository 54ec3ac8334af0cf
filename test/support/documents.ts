import { noOptions, urnOf } from "../../core/graph/registration";
import type { Change, ComparedPlan } from "../../plan/diff/change";
import type { PlanDocument, PlannedResource, Verdict } from "../../plan/document";
import { planDocument } from "../../plan/document";
import { VerdictCounter } from "../../policies/verdictCounts";
import { type FixtureStack, fixtureSettings } from "../fixtures/fixtures";
import { planStack } from "./plan";

/** Returns the plan of a stack as a document. */
export async function documentOf(stack: FixtureStack): Promise<PlanDocument> {
  return planDocument(stack, fixtureSettings(stack), await planStack(stack));
}

/** Returns a document of these resources only, with the settings of dev. */
export function documentWith(
  resources: readonly PlannedResource[],
  { verdicts = [], ...rest }: Partial<PlanDocument> = {},
): PlanDocument {
  return {
    version: 1,
    stack: "dev",
    settings: fixtureSettings("dev"),
    resources,
    ...judged(verdicts),
    opaque: [],
    cost: { currency: "USD", asOf: "2026-01-31", monthly: noChange, items: [], unpriced: [] },
    quotas: [],
    duration: { minutes: 0, parallel: 16, chain: [] },
    ...rest,
  };
}

/** Returns the parts of a plan with these verdicts, including those that passed. */
export function judged(all: readonly Verdict[]): Pick<PlanDocument, "verdicts" | "verdictCounts" | "judgedResources"> {
  const counter = new VerdictCounter();
  for (const verdict of all) counter.count(verdict);
  const atPlan = new Set(all.filter(({ gate }) => gate === "plan").map(({ urn }) => urn));
  return {
    verdicts: all.filter(({ status }) => status !== "pass"),
    verdictCounts: counter.counts(),
    judgedResources: atPlan.size,
  };
}

export const noChange: Change["costDelta"] = { minimum: 0, expected: 0, maximum: 0 };

export type PlannedOptions = Partial<PlannedResource["options"]>;

/** Returns a planned resource of a provider. */
export function planned(
  type: string,
  name: string,
  inputs: PlannedResource["inputs"] = {},
  options: PlannedOptions = {},
  parent: PlannedResource | null = null,
): PlannedResource {
  return {
    urn: urnOf("test", "mlops", type, name, parent?.urn ?? ""),
    type,
    name,
    parent: parent?.urn ?? null,
    component: parent?.name ?? "",
    custom: !type.startsWith("mlops:"),
    provider: null,
    dependsOn: [],
    propertyDependencies: {},
    inputs,
    outputs: null,
    options: { ...noOptions, deletedWith: null, ...options },
    source: null,
  };
}

/** Returns a plan of these resources with their costs. */
export function planOf(
  resources: readonly PlannedResource[],
  expected: Readonly<Record<string, number>> = {},
): ComparedPlan {
  const items = resources.flatMap(({ urn, name }) => {
    const cost = expected[name];
    return cost === undefined ? [] : [{ urn, monthly: { minimum: 0, expected: cost, maximum: 2 * cost } }];
  });
  return { version: 1, stack: "test", resources, cost: { monthly: noChange, items } };
}
