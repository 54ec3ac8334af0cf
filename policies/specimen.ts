import type { JsonObject } from "../core/json/json";
import type { RuleContext } from "./context";
import type { Rule } from "./rule";
import { type Subject, subject } from "./subject";

/** Resources that pass or fail a rule. Tests add them to the stack of `specimens/baseStack.ts`. */
export interface Specimen {
  /** Title for the name of a test. */
  readonly title: string;
  readonly stack: readonly Subject[];
  /** Context values that differ from `specimens/baseStack.ts`. @default - none */
  readonly context?: Partial<RuleContext>;
}

interface FailingSpecimen extends Specimen {
  /** The complete message. */
  readonly message: string;
  /** The status of the verdict. @default "fail" */
  readonly status?: "fail" | "deferred";
}

/** The specimens of a rule. Only this rule reports its failing specimens, and no rule reports its passing specimens. */
export interface Specimens {
  readonly rule: Rule;
  readonly passing: readonly Specimen[];
  readonly failing: readonly FailingSpecimen[];
}

export function specimens(rule: Rule, shown: Omit<Specimens, "rule">): Specimens {
  return { rule, ...shown };
}

/** Creates a resource that is not a Kubernetes object. */
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

/** Returns the URN of a specimen. */
function specimenUrn(type: string, name: string): string {
  return `urn:pulumi:specimen::mlops::${type}::${name}`;
}

/** Creates a resource with a Kubernetes object. */
export function object(
  manifest: Subject["inputs"] & { apiVersion: string; kind: string; metadata: JsonObject & { name: string } },
): Subject {
  const { apiVersion, kind, metadata } = manifest;
  const group = apiVersion === "v1" ? "core/v1" : apiVersion;
  const namespace = typeof metadata.namespace === "string" ? `${metadata.namespace}-` : "";
  return resource(`kubernetes:${group}:${kind}`, `${kind.toLowerCase()}-${namespace}${metadata.name}`, manifest);
}
