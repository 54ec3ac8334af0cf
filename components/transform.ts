import type * as pulumi from "@pulumi/pulumi";

/**
 * A change to the arguments of one child of a component: the one escape hatch for what a component's own arguments
 * do not offer. Either properties that replace the component's, or a function that edits its arguments and options.
 */
export type Transform<Args> =
  | Partial<Args>
  | ((args: Args, opts: pulumi.CustomResourceOptions, name: string) => undefined | void);

/**
 * Applies a transform to what a child's constructor takes:
 * `new aws.ec2.Vpc(...transformed(args.transform?.vpc, name, vpcArgs, { parent: this }))`.
 */
export function transformed<Args extends object>(
  transform: Transform<Args> | undefined,
  name: string,
  args: Args,
  opts: pulumi.CustomResourceOptions,
): [name: string, args: Args, opts: pulumi.CustomResourceOptions] {
  if (typeof transform !== "function") {
    return [name, { ...args, ...transform }, opts];
  }
  const edited = { ...args };
  const editedOptions = { ...opts };
  transform(edited, editedOptions, name);
  return [name, edited, editedOptions];
}
