import type { JsonObject } from "../json/json";

/** A resource as the program declared it. Secrets are redacted. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent; undefined for the stack alone. */
  readonly parent: string | undefined;
  /** Whether a provider manages it. Components only group. */
  readonly custom: boolean;
  /** URN of the provider. */
  readonly provider: string | undefined;
  /** URNs, those that `propertyDependencies` implies included. */
  readonly dependsOn: readonly string[];
  /** URNs behind each input. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly inputs: JsonObject;
  /** What a component or the stack says of itself. */
  readonly outputs: JsonObject | undefined;
  readonly options: RegistrationOptions;
  /** Where the program creates it, as `path:line` below the project's folder. */
  readonly source: string | undefined;
  /** URN of the chart that it was rendered from. @default - the program declares it */
  readonly renderedFrom?: string | undefined;
}

/** What the program declares of a resource, without how it came to be: what graphs and prices are made of. */
export type Declared = Pick<
  Registration,
  "urn" | "type" | "name" | "parent" | "custom" | "inputs" | "propertyDependencies"
>;

export interface RegistrationOptions {
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  /** URNs that the resource had. */
  readonly aliases: readonly string[];
  readonly deletedWith: string | undefined;
  readonly customTimeouts: { readonly create?: string; readonly update?: string; readonly delete?: string };
}

/** Of a resource that the program gives none. */
export const noOptions: RegistrationOptions = {
  protect: false,
  retainOnDelete: false,
  ignoreChanges: [],
  replaceOnChanges: [],
  aliases: [],
  deletedWith: undefined,
  customTimeouts: {},
};

export const stackType = "pulumi:pulumi:Stack";

/**
 * The URN that Pulumi gives a resource: its type is qualified by those of all its parents but the stack.
 */
export function urnOf(stack: string, project: string, type: string, name: string, parent: string): string {
  const parentType = parent.split("::")[2] ?? "";
  const qualified = parent === "" || parentType === stackType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}
