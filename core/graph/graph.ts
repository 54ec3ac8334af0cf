import type { Declared, Registration, RegistrationOptions } from "./registration";
import { stackType } from "./registration";

/** The name of the component that a resource belongs to: its nearest ancestor that is one. Empty for the stack. */
export function componentOf(
  resource: Pick<Declared, "parent">,
  byUrn: ReadonlyMap<string, Pick<Declared, "parent" | "custom" | "name">>,
): string {
  const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
  if (!parent) return "";
  return parent.custom ? componentOf(parent, byUrn) : parent.name;
}

/** Resources by their URN. */
export function indexByUrn<Resource extends Pick<Declared, "urn">>(
  resources: readonly Resource[],
): ReadonlyMap<string, Resource> {
  return new Map(resources.map((resource) => [resource.urn, resource]));
}

/** A Helm chart that Helm itself installs. */
export const releaseType = "kubernetes:helm.sh/v3:Release";

/** Resources whose content a plan does not see: charts, and what Argo CD installs. */
export function isOpaque({ type }: Pick<Registration, "type">): boolean {
  return type === releaseType || /^kubernetes:argoproj\.io\/[^:]+:Application$/.test(type);
}

/** Whether a resource is no resource to Pulumi, but an object that a chart makes. */
export function isRendered({
  renderedFrom,
}: {
  readonly urn: string;
  readonly renderedFrom?: string | undefined;
}): boolean {
  return renderedFrom !== undefined;
}

/** A component, neither the stack nor anything that a provider manages. */
export function isComponent({ custom, type }: Pick<Registration, "custom" | "type">): boolean {
  return !custom && type !== stackType;
}

/** Whether the program keeps a resource from being lost: Pulumi refuses, or AWS keeps it. */
export function isGuarded({ options }: { options: Pick<RegistrationOptions, "protect" | "retainOnDelete"> }): boolean {
  return options.protect || options.retainOnDelete;
}

/** Items by a key, both in order of appearance. */
export function groupBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** The provider's package of a type: `aws` of `aws:ec2/vpc:Vpc`. */
export function packageOf({ type }: Registration): string {
  return type.startsWith("pulumi:providers:") ? "provider" : (type.split(":")[0] ?? type);
}
