import { z } from "zod";

/** What is known of a setting besides its type: for messages, the editor and the documentation. */
export interface SettingNotes {
  /** What it is, in a sentence, with its unit. */
  readonly description: string;
  /** A value that passes, for messages and documentation. */
  readonly example?: unknown;
  /** What to do when it is wrong. */
  readonly fix?: string;
  /** What it costs, where it costs. */
  readonly cost?: string;
  /** What decides it when it is left out, where that is not one value. */
  readonly default?: string;
}

/** The notes of every setting's schema. */
export const settingNotes = z.registry<SettingNotes>();

/** Attaches notes to a schema. */
export function setting<Schema extends z.ZodType>(schema: Schema, notes: SettingNotes): Schema {
  settingNotes.add(schema, notes);
  return schema;
}

/** A text of a certain form. `form` completes "must be …". */
export function textSetting(pattern: RegExp, form: string, notes: SettingNotes & { example: string }): z.ZodString {
  return setting(z.string().regex(pattern, { error: `must be ${form}` }), notes);
}

/** A whole number within bounds. */
export function numberSetting(minimum: number, maximum: number, notes: SettingNotes & { example: number }): z.ZodInt {
  const error = `must be a whole number from ${minimum} to ${maximum}`;
  return setting(z.int().min(minimum, { error }).max(maximum, { error }), {
    fix: `use a whole number from ${minimum} to ${maximum}, such as ${notes.example}`,
    ...notes,
  });
}

/** Notes of a schema, or of what it wraps. */
export function notesOf(schema: z.core.$ZodType | undefined): SettingNotes | undefined {
  for (let inner = schema; inner; inner = unwrapOnce(inner)) {
    const notes = settingNotes.get(inner as z.ZodType);
    if (notes) return notes;
  }
  return undefined;
}

/** The schema without what makes it optional or gives it a default. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = unwrapOnce(schema);
  return inner ? unwrap(inner) : schema;
}

/** The schema of the value at a path, or undefined where the path leads nowhere. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  const [key, ...rest] = path;
  const here = unwrap(schema);
  if (key === undefined) return schema;
  const next = childSchema(here, key);
  return next && schemaAt(next, rest);
}

function childSchema(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, key) ? schema.shape[String(key)] : undefined;
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}

function unwrapOnce(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return schema.unwrap();
  }
  return undefined;
}
