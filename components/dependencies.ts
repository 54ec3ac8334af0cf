import * as pulumi from "@pulumi/pulumi";

/** Explicit `dependsOn` of each resource, and its children. Dependencies through inputs are not included. */
const explicitDependencies = new WeakMap<pulumi.Resource, ReadonlySet<pulumi.Resource>>();
const children = new WeakMap<pulumi.Resource, Set<pulumi.Resource>>();

/**
 * Removes dependencies of a resource that its other dependencies already imply. The order of operations stays the same.
 *
 * Without it `pulumi destroy` hangs when a deletion fails, instead of reporting the protected resource: Pulumi then
 * visits a resource once for every path that leads to it, and the number of paths grows exponentially with redundant
 * dependencies (`TransitiveDependenciesOf` in
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/graph/dependency_graph.go).
 */
export const withoutImpliedDependencies: pulumi.ResourceTransformation = ({ resource, props, opts }) => {
  const { parent, dependsOn } = opts;
  if (parent) children.set(parent, (children.get(parent) ?? new Set()).add(resource));
  const given = Array.isArray(dependsOn) ? dependsOn : [];
  const resources = given.filter((one): one is pulumi.Resource => pulumi.Resource.isInstance(one));
  // Dependencies that are not resolved yet cannot be compared.
  if (resources.length === 0 || resources.length < given.length) return undefined;
  const all = [...new Set(resources)];
  const implied = new Map(all.map((one) => [one, impliedDependencies(one)]));
  const reduced = all.filter((one) => !all.some((other) => other !== one && implied.get(other)?.has(one)));
  explicitDependencies.set(resource, new Set(reduced));
  return { props, opts: { ...opts, dependsOn: reduced } };
};

/** All resources that a dependency on one resource implies. A dependency on a component includes its descendants. */
function impliedDependencies(one: pulumi.Resource, found = new Set<pulumi.Resource>()): ReadonlySet<pulumi.Resource> {
  for (const next of [...(explicitDependencies.get(one) ?? []), ...(children.get(one) ?? [])]) {
    if (found.has(next)) continue;
    found.add(next);
    impliedDependencies(next, found);
  }
  return found;
}

/**
 * Makes only some descendants of a component depend on resources. Fewer dependencies let more resources be created in
 * parallel, and keep the number of paths low (see `withoutImpliedDependencies`).
 *
 * @param needs Whether a descendant depends on `after`, by its type and inputs.
 * @param after Resources that are created before these descendants and deleted after them.
 */
export function addDependenciesWhere(
  needs: (resource: Pick<pulumi.ResourceTransformationArgs, "type" | "props">) => boolean,
  after: readonly pulumi.Resource[],
): pulumi.ResourceTransformation {
  return ({ type, props, opts }) =>
    type.startsWith("mlops:") || !needs({ type, props })
      ? undefined
      : { props, opts: pulumi.mergeOptions(opts, { dependsOn: [...after] }) };
}
