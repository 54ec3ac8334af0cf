import { groupBy, isComponent, isRendered } from "../../core/graph/graph";
import { shortName } from "../../core/graph/shortNames";
import type { Monthly } from "../cost/cost";
import { sumOf } from "../cost/estimate";
import type { ComparedChange, Comparison } from "../diff/change";
import type { PlanDocument, PlannedResource, Verdict } from "../document";

/** The cost of a component, with its items. */
export interface ComponentCost {
  readonly component: string;
  readonly monthly: Monthly;
  readonly items: PlanDocument["cost"]["items"];
}

/** A plan with the indexes that reports need. */
export interface ReportModel {
  /** The plan without rendered objects of charts, which would dominate a report. Verdicts cover them. */
  readonly document: PlanDocument;
  /** Rendered objects of charts. */
  readonly rendered: readonly PlannedResource[];
  readonly comparison: Comparison | undefined;
  readonly byUrn: ReadonlyMap<string, PlannedResource>;
  /** By the parent's URN. */
  readonly children: ReadonlyMap<string, readonly PlannedResource[]>;
  /** Components without a parent component. */
  readonly roots: readonly PlannedResource[];
  /** The root component of the platform. Paths omit its name. */
  readonly platform: PlannedResource | undefined;
  /** Resources that a provider manages. */
  readonly custom: readonly PlannedResource[];
  readonly components: readonly PlannedResource[];
  /** Path of short names of each component, by URN and by name: `network / private`. */
  readonly paths: ReadonlyMap<string, string>;
  /** The component of each resource, by the resource's URN. */
  readonly holders: ReadonlyMap<string, PlannedResource>;
  /** Cost items by their resource's URN. */
  readonly itemsByUrn: ReadonlyMap<string, PlanDocument["cost"]["items"]>;
  /** The most expensive first. */
  readonly costs: readonly ComponentCost[];
  readonly changesByUrn: ReadonlyMap<string, ComparedChange>;
  readonly verdictsByUrn: ReadonlyMap<string, readonly Verdict[]>;
}

export function reportModel(document: PlanDocument, comparison: Comparison | undefined): ReportModel {
  const { verdicts, cost } = document;
  const resources = document.resources.filter((resource) => !isRendered(resource));
  const byUrn = new Map(document.resources.map((resource) => [resource.urn, resource]));
  const components = resources.filter(isComponent);
  const roots = components.filter((component) => !holderOf(component, byUrn));
  const platform = platformOf(roots);
  const earlier = (comparison?.before.resources ?? []).filter(isComponent);
  const earlierByUrn = new Map(earlier.map((component) => [component.urn, component]));
  const paths = pathsOf(components, platform?.name, byUrn);
  const earlierPaths = pathsOf(earlier, platform?.name, earlierByUrn);
  return {
    document: { ...document, resources },
    comparison,
    rendered: document.resources.filter(isRendered),
    byUrn,
    children: groupBy(resources, ({ parent }) => parent ?? ""),
    roots,
    platform,
    custom: resources.filter(({ custom }) => custom),
    components,
    // Later names win: a component that is in both plans has the later plan's path.
    paths: new Map([...namedPaths(earlier, earlierPaths), ...namedPaths(components, paths), ...earlierPaths, ...paths]),
    holders: new Map(
      resources.flatMap((resource) => {
        const holder = holderOf(resource, byUrn);
        return holder ? [[resource.urn, holder]] : [];
      }),
    ),
    itemsByUrn: groupBy(cost.items, ({ urn }) => urn),
    costs: [...groupBy(cost.items, ({ component }) => component)]
      .map(([component, items]) => ({ component, items, monthly: sumOf(items) }))
      .sort(
        (one, other) => other.monthly.expected - one.monthly.expected || other.monthly.maximum - one.monthly.maximum,
      ),
    changesByUrn: new Map(comparison?.changes.map((change) => [change.urn, change])),
    verdictsByUrn: groupBy(verdicts, ({ urn }) => urn),
  };
}

/** The only root, or the platform if there are workloads too. */
function platformOf(roots: readonly PlannedResource[]): PlannedResource | undefined {
  const platforms = roots.length === 1 ? roots : roots.filter(({ type }) => type === "mlops:index:MlPlatform");
  return platforms.length === 1 ? platforms[0] : undefined;
}

/** The fields of a resource, in either plan, that determine the paths of components. */
type Placed = Pick<PlannedResource, "urn" | "type" | "name" | "custom" | "parent">;

/** The nearest component above a resource, or undefined if that is the stack. */
function holderOf<Resource extends Placed>(
  resource: Placed,
  byUrn: ReadonlyMap<string, Resource>,
): Resource | undefined {
  const parent = byUrn.get(resource.parent ?? "");
  return parent === undefined || isComponent(parent) ? parent : holderOf(parent, byUrn);
}

function namedPaths(components: readonly Placed[], paths: ReadonlyMap<string, string>): [string, string][] {
  return components.map(({ urn, name }) => [name, paths.get(urn) ?? name]);
}

/** Path of short names of each component, by URN: `network / private`. The platform's own name is omitted. */
function pathsOf(
  components: readonly Placed[],
  platform: string | undefined,
  byUrn: ReadonlyMap<string, Placed>,
): ReadonlyMap<string, string> {
  const pathOf = (component: Placed): string => {
    const holder = holderOf(component, byUrn);
    if (!holder) return component.name;
    const own = shortName(component.name, holder.name);
    return holder.name === platform ? own : `${pathOf(holder)} / ${own}`;
  };
  return new Map(components.map((component) => [component.urn, pathOf(component)]));
}
