import { unknownsIn } from "../../core/graph/tokens";
import type { Json } from "../../core/json/json";
import { textOrEmpty } from "../../core/json/reading";
import type { ComparedPlan, ComparedResource } from "./change";

/** The resources of both plans, by URN. */
export interface BothPlans {
  readonly before: ReadonlyMap<string, ComparedResource>;
  readonly after: ReadonlyMap<string, ComparedResource>;
}

export function bothPlans(before: ComparedPlan, after: ComparedPlan): BothPlans {
  const byUrn = ({ resources }: ComparedPlan) => new Map(resources.map((resource) => [resource.urn, resource]));
  return { before: byUrn(before), after: byUrn(after) };
}

/** Returns the resources whose outputs a value contains. */
export function referredIn(value: Json | undefined, resources: BothPlans["before"]): ComparedResource[] {
  if (value === undefined) return [];
  return [...new Set(unknownsIn(JSON.stringify(value)).map(({ urn }) => urn))].flatMap(
    (urn) => resources.get(urn) ?? [],
  );
}

/** Returns the availability zones of the subnets in a list of ids. The zones of ids in plain text are not known. */
export function zonesOf(value: Json | undefined, resources: BothPlans["before"]): string[] {
  const zones = referredIn(value, resources).flatMap(({ inputs }) => textOrEmpty(inputs.availabilityZone) || []);
  return [...new Set(zones)].sort();
}
