import type { Registration } from "../../core/graph/registration";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";

/** A policy document of a plan, with its resource and input. */
export interface PlannedPolicy {
  readonly resource: Registration;
  /** The input that contains it. */
  readonly property: string;
  readonly statements: readonly JsonObject[];
}

/** Inputs that contain policy documents, for all types. */
const policyProperties = ["policy", "assumeRolePolicy"];

/**
 * Returns all policy documents of a plan.
 *
 * @throws Error if one is not JSON with statements.
 */
export function policiesOf(resources: readonly Registration[]): PlannedPolicy[] {
  return resources.flatMap((resource) =>
    policyProperties.flatMap((property) => {
      const text = resource.inputs[property];
      return typeof text === "string" ? [{ resource, property, statements: statementsOf(text) }] : [];
    }),
  );
}

/** Returns the actions of a statement as a list. */
export function actionsOf(statement: JsonObject): string[] {
  return list(statement.Action).map(String);
}

/** Returns the resources of a statement as a list. */
export function resourcesOf(statement: JsonObject): string[] {
  return list(statement.Resource).map(String);
}

/** Returns the condition keys of a statement. */
export function conditionKeysOf(statement: JsonObject): string[] {
  const condition = statement.Condition;
  if (!isJsonObject(condition)) return [];
  return Object.values(condition).flatMap((keys) => (isJsonObject(keys) ? Object.keys(keys) : []));
}

function statementsOf(text: string): JsonObject[] {
  const document: Json = JSON.parse(text);
  if (!isJsonObject(document) || document.Version !== "2012-10-17") throw new Error(`not a policy: ${text}`);
  const statements = list(document.Statement).filter(isJsonObject);
  if (statements.length === 0) throw new Error(`a policy without statements: ${text}`);
  return statements;
}

function list(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
