import type { Registration } from "../../core/graph/registration";

/** Whether a resource waits for another, over however many steps. Parents imply no order. */
export function waitsFor(resources: readonly Registration[], later: Registration, earlier: Registration): boolean {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const seen = new Set<string>();
  const reaches = (urn: string): boolean => {
    if (urn === earlier.urn) return true;
    if (seen.has(urn)) return false;
    seen.add(urn);
    const resource = byUrn.get(urn);
    // Whatever uses a provider waits for it.
    const next = resource ? [...resource.dependsOn, ...(resource.provider ? [resource.provider] : [])] : [];
    return next.some(reaches);
  };
  return later !== earlier && reaches(later.urn);
}
