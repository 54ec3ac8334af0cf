import type * as pulumi from "@pulumi/pulumi";
import { UserError } from "../core/errors/userError";

/**
 * A change of the arguments of one child of a component, for properties that the component's own arguments do not offer.
 * Either properties that replace the child's, or a function that edits the child's arguments and options.
 */
export type Transform<Args> =
  | Partial<Args>
  | ((args: Args, opts: pulumi.CustomResourceOptions, name: string) => undefined | void);

/**
 * Returns the constructor arguments of a child after a transform:
 * `new aws.ec2.Vpc(...transformed(args.transform?.vpc, name, vpcArgs, { parent: this }))`.
 *
 * @throws UserError if the function returns something: it must change the arguments in place.
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
  const returned: unknown = transform(edited, editedOptions, name);
  if (returned !== undefined) {
    throw new UserError(
      `transform of ${name} must return nothing: what it returns has no effect\n  fix: change the arguments in place, as in (args) => { args.tags = {}; }, or write the properties in place of a function`,
    );
  }
  return [name, edited, editedOptions];
}
