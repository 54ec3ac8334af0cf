import type { Json, JsonObject } from "../json/json";
import { isJsonObject } from "../json/json";
import shapes from "./outputShapes.generated.json";

/**
 * Shape of outputs that only the cloud knows: the text `token` for a scalar, an object with a shape for each property,
 * or a list with the shape of its elements. Objects have the properties that are always set according to the providers'
 * types. `npm run generate` writes the table from those types.
 */
export type OutputShape = "token" | { readonly [property: string]: OutputShape } | readonly [OutputShape];

/** Shapes by resource type. */
export type OutputShapes = Readonly<Record<string, OutputShape>>;

/** Shapes of all types in use. */
export const outputShapes: OutputShapes = parseShapes(shapes);

/** Outputs that the Kubernetes API adds to each object. */
const kubernetesShape: OutputShape = {
  metadata: { creationTimestamp: "token", generation: "token", resourceVersion: "token", uid: "token" },
  status: "token",
};

/** Returns the inputs with tokens for the outputs that the cloud decides. */
export function fillOutputs(shape: OutputShape, inputs: JsonObject, token: (property: string) => Json): JsonObject {
  const filled = fill(shape, inputs, "", token);
  return isJsonObject(filled) ? filled : inputs;
}

/**
 * Returns the shape of a type's outputs.
 *
 * @returns undefined for a type that is not in the table. Callers must report this, because its outputs are missing.
 */
export function shapeOf(type: string, table: OutputShapes): OutputShape | undefined {
  if (type.startsWith("kubernetes:")) return kubernetesShape;
  if (type.startsWith("pulumi:providers:")) return {};
  return table[type];
}

function fill(shape: OutputShape, given: Json | undefined, path: string, token: (property: string) => Json): Json {
  if (shape === "token") return given ?? token(path);
  if (isList(shape)) {
    if (given !== undefined && !Array.isArray(given)) return given;
    return (given ?? [undefined]).map((element, index) => fill(shape[0], element, `${path}.${index}`, token));
  }
  // A value that is not an object, such as a secret or a token, has no nested outputs.
  if (given !== undefined && !isJsonObject(given)) return given;
  const computed = Object.entries(shape).map(([key, inner]): [string, Json] => [
    key,
    fill(inner, given?.[key], path ? `${path}.${key}` : key, token),
  ]);
  return { ...given, ...Object.fromEntries(computed) };
}

function isList(shape: OutputShape): shape is readonly [OutputShape] {
  return Array.isArray(shape);
}

function parseShapes(table: object): OutputShapes {
  return Object.fromEntries(Object.entries(table).map(([type, shape]) => [type, parseShape(shape)]));
}

function parseShape(value: unknown): OutputShape {
  if (value === "token") return value;
  if (Array.isArray(value)) return [parseShape(value[0])];
  if (typeof value !== "object" || value === null) throw new Error(`not an output shape: ${JSON.stringify(value)}`);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, parseShape(inner)]));
}
