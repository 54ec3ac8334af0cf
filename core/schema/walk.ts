import { z } from "zod";
import { type FieldNotes, fieldNotes } from "./fields";
import { insideInput } from "./input";

/** Returns the notes of a schema, or of the schema that it wraps. */
export function notesOf(schema: z.core.$ZodType | undefined): FieldNotes | undefined {
  for (let inner = schema; inner; inner = unwrapOnce(inner)) {
    const notes = fieldNotes.get(inner as z.ZodType);
    if (notes) return notes;
  }
  return undefined;
}

/** Returns the schema without wrappers that make it optional, set a default or allow an output. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = unwrapOnce(schema);
  return inner ? unwrap(inner) : schema;
}

/** Returns the schema of the value at a path, or undefined if the path does not exist. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const next = childSchema(unwrap(schema), key);
  return next && schemaAt(next, rest);
}

/** Returns the value at a path. */
export function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  );
}

/** Returns the keys that an object may have, in any of its alternatives. */
export function keysOf(schema: z.core.$ZodType): string[] {
  const here = unwrap(schema);
  if (here instanceof z.ZodObject) return Object.keys(here.shape);
  return here instanceof z.ZodUnion ? [...new Set(here.options.flatMap(keysOf))] : [];
}

function childSchema(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, key) ? schema.shape[String(key)] : undefined;
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (!(schema instanceof z.ZodUnion)) return undefined;
  return schema.options.flatMap((option) => childSchema(unwrap(option), key) ?? [])[0];
}

function unwrapOnce(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  ) {
    return schema.unwrap();
  }
  return insideInput(schema);
}
