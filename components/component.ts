import * as pulumi from "@pulumi/pulumi";
import { withoutImpliedDependencies } from "./dependencies";
import { requiredName } from "./naming";

/** Type of a component: the project and the name of its class. It does not depend on the file's location. */
export type ComponentType = `mlops:index:${string}`;

/**
 * Base class of all components.
 *
 * The logical name is the identity of a resource: Pulumi replaces a resource that is renamed. The name of every
 * descendant therefore starts with the name of its component. This keeps names unique, and a log line shows the
 * component of a resource. The check runs in the SDK, so it applies in tests, in the plan and in `pulumi up`.
 *
 * All descendants of a component depend on the resources of its `dependsOn`. The SDK applies `dependsOn` only to the
 * registration of the component itself.
 *
 * Every AWS resource that takes tags gets its logical name as the tag `Name`, unless the program sets another. The tag
 * shows which code declares a resource, and helps to find resources that a crashed `pulumi up` did not record.
 *
 * A resource whose automatic name would exceed its service's limit gets a physical name within it: see `requiredName`.
 *
 * A subclass assigns its public properties and then calls `registerOutputs` with those that are outputs.
 *
 * @throws Error if a child's logical name is not `<component>` or `<component>-…`.
 */
export abstract class Component extends pulumi.ComponentResource {
  protected constructor(
    type: ComponentType,
    /** Logical name, and prefix of the names of all children. */
    protected readonly name: string,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super(
      type,
      name,
      {},
      pulumi.mergeOptions(opts, {
        transformations: [
          requirePrefix(type, name),
          inheritDependencies(type, name, opts),
          withoutImpliedDependencies,
          nameWithinLimit,
          nameTag,
        ],
      }),
    );
  }
}

function requirePrefix(type: string, prefix: string): pulumi.ResourceTransformation {
  return (child) => {
    if (child.name !== prefix && !child.name.startsWith(`${prefix}-`)) {
      throw new Error(
        `${child.type} "${child.name}" is a child of ${type} "${prefix}": name it "${prefix}-${child.name}" or pass another parent`,
      );
    }
    return undefined;
  };
}

function inheritDependencies(
  componentType: string,
  componentName: string,
  { dependsOn }: pulumi.ComponentResourceOptions,
): pulumi.ResourceTransformation {
  return ({ type, name, props, opts }) => {
    const itself = type === componentType && name === componentName;
    return dependsOn === undefined || itself ? undefined : { props, opts: pulumi.mergeOptions(opts, { dependsOn }) };
  };
}

const nameWithinLimit: pulumi.ResourceTransformation = ({ type, name, props, opts }) => {
  const required = requiredName(type, name, props);
  return required && { props: { ...props, ...required }, opts };
};

/** `props` of the SDK's resources have a key for every property, outputs included. A type with `tagsAll` takes tags. */
const nameTag: pulumi.ResourceTransformation = ({ type, name, props, opts }) => {
  if (!type.startsWith("aws:") || !("tagsAll" in props)) return undefined;
  const given: pulumi.Output<Record<string, string> | undefined> = pulumi.output(props.tags);
  const tags = given.apply((own) => ({ Name: name, ...own }));
  return { props: { ...props, tags }, opts };
};
