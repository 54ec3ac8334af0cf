import type { JsonObject } from "../core/json/json";
import type { RuleContext } from "./context";
import type { Rule } from "./rule";
import { type Subject, subject } from "./subject";

/** Resources that show a rule kept or broken. Beside them stands what every stack has: `specimens/baseStack.ts`. */
export interface Specimen {
  /** What it is, for the name of a test. */
  readonly of: string;
  readonly stack: readonly Subject[];
  /** What differs from `specimens/baseStack.ts`. @default - nothing */
  readonly context?: Partial<RuleContext>;
}

interface FailingSpecimen extends Specimen {
  /** The whole message. */
  readonly says: string;
  /** What the rule finds: a rule can leave the word to a later gate. @default "fail" */
  readonly status?: "fail" | "deferred";
}

/** What a rule is shown to do. No other rule fires on any of it. */
export interface Specimens {
  readonly rule: Rule;
  readonly passing: readonly Specimen[];
  readonly failing: readonly FailingSpecimen[];
}

export function specimens(rule: Rule, shown: Omit<Specimens, "rule">): Specimens {
  return { rule, ...shown };
}

/** A resource of AWS, or any that is no Kubernetes object. */
export function resource(
  type: string,
  name: string,
  inputs: Subject["inputs"],
  more: Partial<Pick<Subject, "propertyDependencies" | "dependsOn" | "parent">> & {
    readonly options?: Partial<Subject["options"]>;
  } = {},
): Subject {
  const { propertyDependencies = {}, dependsOn = [], parent, options = {} } = more;
  return subject({
    urn: specimenUrn(type, name),
    type,
    name,
    parent,
    custom: !type.startsWith("mlops:"),
    inputs,
    dependsOn,
    propertyDependencies,
    options: { protect: false, ignoreChanges: [], ...options },
  });
}

/** The URN of a specimen, for what names it. */
function specimenUrn(type: string, name: string): string {
  return `urn:pulumi:specimen::mlops::${type}::${name}`;
}

/** A Kubernetes object. */
export function object(
  manifest: Subject["inputs"] & { apiVersion: string; kind: string; metadata: JsonObject & { name: string } },
): Subject {
  const { apiVersion, kind, metadata } = manifest;
  const group = apiVersion === "v1" ? "core/v1" : apiVersion;
  const namespace = typeof metadata.namespace === "string" ? `${metadata.namespace}-` : "";
  return resource(`kubernetes:${group}:${kind}`, `${kind.toLowerCase()}-${namespace}${metadata.name}`, manifest);
}
