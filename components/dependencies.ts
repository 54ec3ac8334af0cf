import * as pulumi from "@pulumi/pulumi";

/**
 * What is known of who waits for whom, by resource: what each has named itself, and whose children there are. What follows
 * from inputs is not in it.
 */
const named = new WeakMap<pulumi.Resource, ReadonlySet<pulumi.Resource>>();
const children = new WeakMap<pulumi.Resource, Set<pulumi.Resource>>();

/**
 * Takes out of a resource's dependencies those that others of them wait for anyway.
 *
 * Order stays what it was. It matters for what Pulumi does when a deletion fails: it follows each way through the graph, by
 * a function that visits a resource as often as ways lead to it
 * (`TransitiveDependenciesOf` in https://github.com/pulumi/pulumi/blob/master/pkg/resource/graph/dependency_graph.go). With
 * every dependency of every component named there are more ways than it ever gets done with, and `pulumi destroy` hangs instead
 * of saying what is protected.
 */
export const withoutImplied: pulumi.ResourceTransformation = ({ resource, props, opts }) => {
  const { parent, dependsOn } = opts;
  if (parent) children.set(parent, (children.get(parent) ?? new Set()).add(resource));
  const given = Array.isArray(dependsOn) ? dependsOn : [];
  const resources = given.filter((one): one is pulumi.Resource => pulumi.Resource.isInstance(one));
  // What is known only later stays as it is.
  if (resources.length === 0 || resources.length < given.length) return undefined;
  const all = [...new Set(resources)];
  const implied = new Map(all.map((one) => [one, beforeIt(one)]));
  const reduced = all.filter((one) => !all.some((other) => other !== one && implied.get(other)?.has(one)));
  named.set(resource, new Set(reduced));
  return { props, opts: { ...opts, dependsOn: reduced } };
};

/** All that whoever waits for one waits for too. To wait for a component is to wait for all that it holds. */
function beforeIt(one: pulumi.Resource, found = new Set<pulumi.Resource>()): ReadonlySet<pulumi.Resource> {
  for (const next of [...(named.get(one) ?? []), ...(children.get(one) ?? [])]) {
    if (found.has(next)) continue;
    found.add(next);
    beforeIt(next, found);
  }
  return found;
}

/**
 * Lets only those of a component's descendants wait that need it. To wait costs: each one more that waits multiplies the
 * ways of `withoutImplied`.
 *
 * @param after What they wait for, and what stays until they are gone.
 * @param needs Whether a resource needs it, by its type and inputs.
 */
export function onlyWhere(
  needs: (resource: Pick<pulumi.ResourceTransformationArgs, "type" | "props">) => boolean,
  after: readonly pulumi.Resource[],
): pulumi.ResourceTransformation {
  return ({ type, props, opts }) =>
    type.startsWith("mlops:") || !needs({ type, props })
      ? undefined
      : { props, opts: pulumi.mergeOptions(opts, { dependsOn: [...after] }) };
}
