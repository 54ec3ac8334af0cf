import { isComponent } from "../../../core/graph/graph";
import type { PlannedResource } from "../../document";
import type { PageModel } from "./pageModel";

/** An area of the platform, with the areas that it depends on. */
export interface Area {
  readonly area: PlannedResource;
  readonly uses: readonly PlannedResource[];
}

/** Areas in the order of dependencies: the platform's components, and the workloads. */
export function areasInOrder(model: PageModel): Area[] {
  const areas = model.roots.flatMap((root) => {
    const inner = root === model.platform ? (model.children.get(root.urn) ?? []).filter(isComponent) : [];
    return inner.length > 0 ? inner : [root];
  });
  const urns = new Set(areas.map(({ urn }) => urn));
  const areaOf = (urn: string): string | undefined => {
    if (urns.has(urn)) return urn;
    const parent = model.byUrn.get(urn)?.parent;
    return parent ? areaOf(parent) : undefined;
  };
  const needs = new Map(areas.map(({ urn }) => [urn, new Set<string>()]));
  for (const resource of model.custom) {
    const from = needs.get(areaOf(resource.urn) ?? "");
    for (const to of resource.dependsOn.flatMap((urn) => areaOf(urn) ?? [])) from?.add(to);
  }
  return inLayers(areas, needs).map((area) => ({
    area,
    uses: areas.filter(({ urn }) => urn !== area.urn && needs.get(area.urn)?.has(urn)),
  }));
}

/** Orders areas after their dependencies. In a cycle, the first by name is next. */
function inLayers(areas: readonly PlannedResource[], needs: ReadonlyMap<string, ReadonlySet<string>>) {
  const ordered: PlannedResource[] = [];
  let left = [...areas];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ urn }) => urn));
    const ready = left.filter(
      ({ urn }) => ![...(needs.get(urn) ?? [])].some((need) => need !== urn && waiting.has(need)),
    );
    const layer = ready.length > 0 ? ready : left.slice(0, 1);
    ordered.push(...layer);
    left = left.filter((area) => !layer.includes(area));
  }
  return ordered;
}
