import type { createColors } from "picocolors";
import { UsageError } from "../core/errors/usageError";
import { groupBy, isComponent } from "../core/graph/graph";
import { type Registration, stackType } from "../core/graph/registration";
import { shortName, shortType } from "../core/graph/shortNames";
import { nearest } from "../core/text/nearest";
import { headline } from "./headlines";

type Paint = ReturnType<typeof createColors>;

export interface TreeOptions {
  /** Name of the component whose tree is drawn, with or without the platform's prefix. @default - every component */
  readonly component?: string | undefined;
  /** Levels of components below the root. @default - all */
  readonly depth?: number | undefined;
}

/**
 * Draws the components and their resources as a tree, one line each.
 *
 * @param platform The platform's name, which users may leave out of a component's name.
 * @throws UsageError if the plan has no such component.
 */
export function treeLines(
  resources: readonly Registration[],
  platform: string,
  { component, depth = Number.POSITIVE_INFINITY }: TreeOptions,
  paint: Paint,
): string[] {
  const children = groupBy(resources, ({ parent }) => parent);
  const root = resources.find(({ type }) => type === stackType);
  if (!root) return [];
  if (component === undefined) return branch(root, children, depth, paint);
  const found = findComponent(resources, platform, component);
  return [componentLine(root, found, countBelow(found, children), paint), ...branch(found, children, depth, paint)];
}

function findComponent(resources: readonly Registration[], platform: string, name: string): Registration {
  const components = resources.filter((one) => isComponent(one) && one.type !== stackType);
  const found = components.find((one) => one.name === name || one.name === `${platform}-${name}`);
  if (found) return found;
  const names = components.map((one) => shortName(one.name, platform));
  const similar = nearest(name, names);
  const fix = similar ? `did you mean ${similar}?` : "run npm run plan -- --tree to see the components";
  throw new UsageError(`--component ${name} is not a component of this plan\n  fix: ${fix}`);
}

function branch(
  parent: Registration,
  children: ReadonlyMap<string | undefined, readonly Registration[]>,
  depth: number,
  paint: Paint,
): string[] {
  if (depth <= 0) return [];
  const own = children.get(parent.urn) ?? [];
  const byType = groupBy(
    own.filter(({ custom }) => custom),
    ({ type }) => type,
  );
  const entries = [
    ...[...byType].map(([type, members]) => [resourceLine(parent, type, members, paint)]),
    ...own
      .filter(isComponent)
      .map((component) => [
        componentLine(parent, component, countBelow(component, children), paint),
        ...branch(component, children, depth - 1, paint),
      ]),
  ];
  return entries.flatMap(([first, ...rest], index) => {
    const last = index === entries.length - 1;
    return [
      `${paint.dim(last ? "└─" : "├─")} ${first}`,
      ...rest.map((line) => `${paint.dim(last ? "  " : "│ ")} ${line}`),
    ];
  });
}

function componentLine(parent: Registration, component: Registration, count: number, paint: Paint): string {
  const className = component.type.split(":").at(-1) ?? component.type;
  return `${paint.bold(shortName(component.name, parent.name))} ${paint.cyan(className)} ${paint.dim(String(count))}`;
}

/** Resources of one type that a line names. A longer line is not readable. */
const maximumNamed = 20;

function resourceLine(parent: Registration, type: string, members: readonly Registration[], paint: Paint): string {
  const described = members.map((member) => {
    const flags = [member.options.protect && "protected", member.options.retainOnDelete && "kept"];
    const notes = [headline(member), ...flags].filter(Boolean).join(", ");
    // A component's main resource has the component's name, which the line above shows.
    const name = member.name === parent.name ? "" : shortName(member.name, parent.name);
    return [name, notes && paint.dim(`(${notes})`)].filter(Boolean).join(" ");
  });
  const count = members.length > 1 ? ` ×${members.length}` : "";
  const left = described.length - maximumNamed;
  const named = left > 0 ? [...described.slice(0, maximumNamed), paint.dim(`and ${left} more`)] : described;
  return [`${paint.green(shortType(type))}${count}`, named.join(", ")].filter(Boolean).join(" ");
}

/** Counts the resources of a component, those of its child components included. */
function countBelow(
  component: Registration,
  children: ReadonlyMap<string | undefined, readonly Registration[]>,
): number {
  return (children.get(component.urn) ?? []).reduce(
    (count, child) => count + (child.custom ? 1 : countBelow(child, children)),
    0,
  );
}
