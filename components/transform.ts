import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { UserError } from "../core/errors/userError";
import type { CustomKind, TransformedType } from "../core/graph/inputNames";
import { checkInputs } from "./transformCheck";

/**
 * A change to the arguments of one child of a component, for properties that the component's own arguments do not
 * offer. Either properties that replace those of the child, or a function that edits the child's arguments and options.
 */
export type Transform<Args> =
  | Partial<Args>
  | ((args: Args, opts: pulumi.CustomResourceOptions, name: string) => undefined | void);

/** Arguments of a resource's constructor. */
type ResourceArguments<Args> = [name: string, args: Args, opts: pulumi.CustomResourceOptions];

/**
 * Returns the constructor arguments of a child after a transform:
 * `new aws.ec2.Vpc(...transformed("aws:ec2/vpc:Vpc", args.transform?.vpc, name, vpcArgs, { parent: this }))`.
 *
 * Properties that the resource type does not have are reported after the program has run. The SDKs would drop them.
 *
 * @throws UserError if the function returns something: it must change the arguments in place.
 */
export function transformed<Args extends object>(
  type: TransformedType | CustomKind,
  transform: Transform<Args> | undefined,
  name: string,
  args: Args,
  opts: pulumi.CustomResourceOptions,
): ResourceArguments<Args> {
  if (transform === undefined) return [name, args, opts];
  const edited = typeof transform === "function" ? { ...args } : { ...args, ...transform };
  const editedOptions = { ...opts };
  const returned: unknown = typeof transform === "function" ? transform(edited, editedOptions, name) : undefined;
  if (returned !== undefined) {
    throw new UserError(
      `transform of ${name} must return nothing: what it returns has no effect\n  fix: change the arguments in place, as in (args) => { args.tags = {}; }, or write the properties in place of a function`,
    );
  }
  checkInputs(type, name, edited);
  return [name, edited, editedOptions];
}

/** Returns the same as `transformed`, for an object of a custom kind. */
export function transformedObject(
  transform: Transform<k8s.apiextensions.CustomResourceArgs> | undefined,
  name: string,
  args: k8s.apiextensions.CustomResourceArgs & { readonly apiVersion: string; readonly kind: string },
  opts: pulumi.CustomResourceOptions,
): ResourceArguments<k8s.apiextensions.CustomResourceArgs> {
  const type: CustomKind = `kubernetes:${args.apiVersion}:${args.kind}`;
  return transformed<k8s.apiextensions.CustomResourceArgs>(type, transform, name, args, opts);
}
