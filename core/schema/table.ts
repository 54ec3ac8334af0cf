import { z } from "zod";
import { notesOf, unwrap } from "./walk";

/** A row of the documentation of fields. */
export interface FieldRow {
  readonly path: string;
  /** Keys of the path, for `defaultAt`. */
  readonly keys: readonly string[];
  readonly type: string;
  readonly description: string;
  readonly cost: string | undefined;
  /** Describes the default if it is not one value. */
  readonly defaultNote: string | undefined;
}

/** Placeholder of keys that users choose, such as names of pools, buckets or tags. */
const anyName = "<name>";
/** Placeholder of an element of a list. */
const anyElement = "[]";

/**
 * Returns all fields of a schema, each followed by its nested fields.
 *
 * @throws Error for a field without notes.
 */
export function fieldRows(schema: z.core.$ZodType, path: readonly string[] = []): FieldRow[] {
  const notes = notesOf(schema);
  const own = notes && {
    path: path.join(".").replaceAll(`.${anyElement}`, anyElement),
    keys: path,
    type: typeText(schema),
    description: notes.description,
    cost: notes.cost,
    defaultNote: notes.default,
  };
  const below = childrenOf(schema).flatMap(([key, value]) => fieldRows(value, [...path, key]));
  if (!own && below.length === 0) throw new Error(`${path.join(".")} has no notes: see core/schema/fields.ts`);
  return own ? [own, ...below] : below;
}

/** Returns the default at a path, or undefined for a required field. */
export function defaultAt(schema: z.core.$ZodType, [key, ...rest]: readonly string[]): { value: unknown } | undefined {
  const child = childrenOf(schema).find(([name]) => name === key)?.[1];
  if (child && rest.length > 0) return defaultAt(child, rest);
  const parsed = child && z.safeParse(child, undefined);
  return parsed?.success ? { value: parsed.data } : undefined;
}

/** Formats a value for the documentation. */
export function valueText(value: unknown): string {
  if (value === undefined) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(valueText).join(" ");
  if (typeof value !== "object" || value === null) return `\`${String(value)}\``;
  const entries = Object.entries(value);
  if (entries.length === 0) return "none";
  return `\`{ ${entries.map(([key, inner]) => `${key}: ${Array.isArray(inner) ? "[]" : String(inner)}`).join(", ")} }\``;
}

/**
 * Returns the nested fields of a schema. A list or record whose items are not objects has none: the type of the list or
 * record describes its items.
 */
function childrenOf(schema: z.core.$ZodType): [string, z.core.$ZodType][] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return Object.entries(inner.shape);
  // A key of several alternatives has the schema of the first alternative with that key.
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const all = inner.options.flatMap(childrenOf);
    return all.filter(([key], index) => all.findIndex(([other]) => other === key) === index);
  }
  const isObject = (value: z.core.$ZodType) => unwrap(value) instanceof z.ZodObject;
  if (inner instanceof z.ZodArray) return isObject(inner.element) ? [[anyElement, inner.element]] : [];
  return inner instanceof z.ZodRecord && isObject(inner.valueType) ? [[anyName, inner.valueType]] : [];
}

function typeText(schema: z.core.$ZodType): string {
  const inner = unwrap(schema);
  const form = notesOf(schema)?.form;
  if (inner instanceof z.ZodEnum) return inner.options.map((option) => `\`${String(option)}\``).join(", ");
  if (inner instanceof z.ZodLiteral) return form ?? [...inner.values].map((value) => `\`${String(value)}\``).join(", ");
  if (inner instanceof z.ZodArray)
    return childrenOf(inner).length > 0 ? "list, each with keys" : `list of ${typeText(inner.element)}`;
  if (inner instanceof z.ZodRecord) return childrenOf(inner).length > 0 ? "names, each with keys" : "keys with text";
  if (inner instanceof z.ZodObject) return "keys";
  if (inner instanceof z.ZodBoolean) return "`true` or `false`";
  if (inner instanceof z.ZodString || inner instanceof z.ZodStringFormat) return "text";
  if (inner instanceof z.ZodNumber) return numberText(inner) ?? form ?? "number";
  if (form !== undefined) return form;
  throw new Error(`the documentation has no word for the type of ${JSON.stringify(schema)}`);
}

/** Formats a number's bounds. Bounds that are not set are the largest safe integers. */
function numberText({ isInt, minValue, maxValue }: z.ZodNumber): string | undefined {
  const isBound = (bound: number | null) => bound !== null && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  return isBound(minValue) && isBound(maxValue)
    ? `${isInt ? "whole number" : "number"}, ${minValue} to ${maxValue}`
    : undefined;
}
