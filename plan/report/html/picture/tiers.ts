import type { PlannedResource } from "../../../document";
import type { PageModel } from "../pageModel";

/** Subnets by the component that creates them, in the order of the plan. */
export function tiersOf(model: PageModel): ReadonlyMap<string, readonly PlannedResource[]> {
  const tiers = new Map<string, PlannedResource[]>();
  for (const subnet of model.custom.filter(({ type }) => type === "aws:ec2/subnet:Subnet")) {
    const urn = model.holders.get(subnet.urn)?.urn ?? "";
    tiers.set(urn, [...(tiers.get(urn) ?? []), subnet]);
  }
  return tiers;
}

/** Custom resources with the same parent, the resource itself included. */
export function siblings(model: PageModel, resource: PlannedResource | undefined): readonly PlannedResource[] {
  return resource ? (model.children.get(resource.parent ?? "") ?? []).filter(({ custom }) => custom) : [];
}
