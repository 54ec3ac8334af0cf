import * as pulumi from "@pulumi/pulumi";
import { withoutImplied } from "./dependencies";
import { requiredName } from "./naming";

/** A component's type: the project and its class, wherever its file lies. */
export type ComponentType = `mlops:index:${string}`;

/**
 * Base of every component.
 *
 * A logical name is a resource's identity: renaming one replaces what it names. So every descendant's name starts with
 * its component's name, which keeps names unique without any table of names and tells a reader of a log line whose
 * child it is. The check runs inside the SDK, hence alike in tests, in the plan and in `pulumi up`.
 *
 * `dependsOn` of a component means what it says: every descendant waits. The SDK by itself would let children start at
 * once, since only the component's own registration waits.
 *
 * Whatever bears tags in AWS bears its logical name as the tag `Name`, unless it has another: who is paged finds the line
 * of code that made a thing, and after a crash in the middle of `up` the thing that nobody has written down.
 *
 * A resource whose automatic name would exceed its service's limit gets a physical name within it: see `requiredName`.
 *
 * Subclasses end their constructor with `registerOutputs`.
 *
 * @throws Error if a child's logical name is not `<component>` or `<component>-…`.
 */
export abstract class Component extends pulumi.ComponentResource {
  protected constructor(
    type: ComponentType,
    /** Logical name, and the prefix of all children's. */
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
          withoutImplied,
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

/** The SDK's resources list all that they have, outputs too: those with `tagsAll` take tags. */
const nameTag: pulumi.ResourceTransformation = ({ type, name, props, opts }) => {
  if (!type.startsWith("aws:") || !("tagsAll" in props)) return undefined;
  const given: pulumi.Output<Record<string, string> | undefined> = pulumi.output(props.tags);
  const tags = given.apply((own) => ({ Name: name, ...own }));
  return { props: { ...props, tags }, opts };
};
