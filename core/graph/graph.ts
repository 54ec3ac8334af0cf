import type { Declared, Registration, RegistrationOptions } from "./registration";
import { stackType } from "./registration";

/** Returns the name of a resource's nearest ancestor that is a component, or an empty text if it has none. */
export function componentOf(
  resource: Pick<Declared, "parent">,
  byUrn: ReadonlyMap<string, Pick<Declared, "parent" | "custom" | "name">>,
): string {
  const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
  if (!parent) return "";
  return parent.custom ? componentOf(parent, byUrn) : parent.name;
}

/** Returns the resources by URN. */
export function indexByUrn<Resource extends Pick<Declared, "urn">>(
  resources: readonly Resource[],
): ReadonlyMap<string, Resource> {
  return new Map(resources.map((resource) => [resource.urn, resource]));
}

/** Pulumi type of a Helm release: Helm installs its chart. */
export const releaseType = "kubernetes:helm.sh/v3:Release";

/** Returns whether a resource is an Argo CD Application, of any version of its API. */
export function isApplication({ type }: Pick<Registration, "type">): boolean {
  return /^kubernetes:argoproj\.io\/[^:]+:Application$/.test(type);
}

/**
 * Returns whether a plan does not know the objects that a resource installs: Helm releases and Argo CD Applications.
 */
export function isOpaque(resource: Pick<Registration, "type">): boolean {
  return resource.type === releaseType || isApplication(resource);
}

/** Returns whether a resource is an object rendered from a chart, which Pulumi does not manage. */
export function isRendered({
  renderedFrom,
}: {
  readonly urn: string;
  readonly renderedFrom?: string | undefined;
}): boolean {
  return renderedFrom !== undefined;
}

/** Returns whether a resource is a component. The stack and resources that a provider manages are not components. */
export function isComponent({ custom, type }: Pick<Registration, "custom" | "type">): boolean {
  return !custom && type !== stackType;
}

/** Returns whether a resource is protected from deletion: `protect` or `retainOnDelete` is set. */
export function isGuarded({ options }: { options: Pick<RegistrationOptions, "protect" | "retainOnDelete"> }): boolean {
  return options.protect || options.retainOnDelete;
}

/** Groups items by a key. Keys and items keep their order of appearance. */
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

/** Returns the provider package of a resource's type: `aws` for `aws:ec2/vpc:Vpc`, `provider` for a provider. */
export function packageOf({ type }: Registration): string {
  return type.startsWith("pulumi:providers:") ? "provider" : (type.split(":")[0] ?? type);
}
