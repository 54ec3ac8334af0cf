import { indexByUrn } from "../core/graph/graph";
import { unusedWaivers } from "../policies/waivers";
import type { PlanDocument } from "./document";

export const idleWaiversTitle = "Waivers without a violation";

/**
 * Waivers that match no violation of the plan, one line each. Objects that only the cluster sees are not taken into
 * account.
 */
export function idleWaiverLines({
  settings,
  resources,
  verdicts,
}: Pick<PlanDocument, "settings" | "resources" | "verdicts">): string[] {
  const { waivers } = settings.guardrails;
  if (waivers.length === 0) return [];
  return unusedWaivers(waivers, indexByUrn(resources), verdicts).map(({ rule, resource, expires }) => {
    const unless = resource.includes("/") ? ", unless an object that a chart or a controller creates needs it" : "";
    return `${rule} for ${resource}, until ${expires}: remove it${unless}`;
  });
}
