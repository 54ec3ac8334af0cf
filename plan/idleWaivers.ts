import { indexByUrn } from "../core/graph/graph";
import { idleWaivers } from "../policies/waivers";
import type { PlanDocument } from "./document";

export const idleWaiversTitle = "Waivers that nothing in this plan needs";

/** Waivers that nothing in a plan needs, a line each. Of the cluster and of charts that were not rendered it knows nothing. */
export function idleWaiverLines({
  settings,
  resources,
  verdicts,
}: Pick<PlanDocument, "settings" | "resources" | "verdicts">): string[] {
  const { waivers } = settings.guardrails;
  if (waivers.length === 0) return [];
  return idleWaivers(waivers, indexByUrn(resources), verdicts).map(({ rule, resource, expires }) => {
    const unless = resource.includes("/") ? ", unless a chart or a controller makes what needs it" : "";
    return `${rule} for ${resource}, until ${expires}: remove it${unless}`;
  });
}
