import type { Registration } from "../../core/graph/registration";

/** Whether a resource depends on another, directly or indirectly. Parents imply no order. */
export function waitsFor(resources: readonly Registration[], later: Registration, earlier: Registration): boolean {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const seen = new Set<string>();
  const reaches = (urn: string): boolean => {
    if (urn === earlier.urn) return true;
    if (seen.has(urn)) return false;
    seen.add(urn);
    const resource = byUrn.get(urn);
    // A resource depends on its provider.
    const next = resource ? [...resource.dependsOn, ...(resource.provider ? [resource.provider] : [])] : [];
    return next.some(reaches);
  };
  return later !== earlier && reaches(later.urn);
}
