import { z } from "zod";
import { type FieldNotes, fieldNotes } from "./fields";
import { insideInput } from "./input";

/** Notes of a schema, or of what it wraps. */
export function notesOf(schema: z.core.$ZodType | undefined): FieldNotes | undefined {
  for (let inner = schema; inner; inner = unwrapOnce(inner)) {
    const notes = fieldNotes.get(inner as z.ZodType);
    if (notes) return notes;
  }
  return undefined;
}

/** The schema without what makes it optional, gives it a default or lets it be an output. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = unwrapOnce(schema);
  return inner ? unwrap(inner) : schema;
}

/** The schema of the value at a path, or undefined where the path leads nowhere. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const next = childSchema(unwrap(schema), key);
  return next && schemaAt(next, rest);
}

/** What stands at a path of what was written. */
export function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  );
}

/** Keys that an object may have, those of each alternative where there are several. */
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
