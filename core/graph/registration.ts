import type { JsonObject } from "../json/json";

/** A resource that the program declares. Secrets are redacted. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent. Undefined only for the stack. */
  readonly parent: string | undefined;
  /** Whether a provider manages it. False for components. */
  readonly custom: boolean;
  /** URN of the provider, if set. */
  readonly provider: string | undefined;
  /** URNs of all dependencies, including those in `propertyDependencies`. */
  readonly dependsOn: readonly string[];
  /** URNs of the dependencies of each input. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly inputs: JsonObject;
  /** Outputs that a component or the stack registers. */
  readonly outputs: JsonObject | undefined;
  readonly options: RegistrationOptions;
  /** Source position of the code that creates it, as `path:line` relative to the project's folder. */
  readonly source: string | undefined;
  /** URN of the release that it is rendered from. @default - the program declares the resource */
  readonly renderedFrom?: string | undefined;
}

/** The parts of a registration that graphs and prices use. */
export type Declared = Pick<
  Registration,
  "urn" | "type" | "name" | "parent" | "custom" | "inputs" | "propertyDependencies"
>;

/** Resource options of a registration. */
export interface RegistrationOptions {
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  /** Previous URNs of the resource. */
  readonly aliases: readonly string[];
  readonly deletedWith: string | undefined;
  readonly customTimeouts: { readonly create?: string; readonly update?: string; readonly delete?: string };
}

/** Options of a resource for which the program sets none. */
export const noOptions: RegistrationOptions = {
  protect: false,
  retainOnDelete: false,
  ignoreChanges: [],
  replaceOnChanges: [],
  aliases: [],
  deletedWith: undefined,
  customTimeouts: {},
};

/** Pulumi type of the stack. */
export const stackType = "pulumi:pulumi:Stack";

/**
 * Returns Pulumi's URN of a resource. It contains the types of all parents except the stack.
 */
export function urnOf(stack: string, project: string, type: string, name: string, parent: string): string {
  const parentType = parent.split("::")[2] ?? "";
  const qualified = parent === "" || parentType === stackType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}
