import { z } from "zod";

/** Notes of a field for messages, editors and the documentation. */
export interface FieldNotes {
  /** Describes the field in a sentence, with its unit. */
  readonly description: string;
  /** A valid value, for messages and documentation. */
  readonly example?: unknown;
  /** The example as code, if JSON cannot represent it. */
  readonly exampleCode?: string;
  /** How to fix an invalid value, as an imperative. */
  readonly fix?: string;
  /** Requirement that completes "must be …". */
  readonly form?: string;
  /** Effect on cost, if any. */
  readonly cost?: string;
  /** Describes the default if it is not one value. */
  readonly default?: string;
}

/** Notes of all schemas. */
export const fieldNotes = z.registry<FieldNotes>();

/** Attaches notes to a schema and returns the schema. */
export function field<Schema extends z.ZodType>(schema: Schema, notes: FieldNotes): Schema {
  fieldNotes.add(schema, notes);
  return schema;
}

/** Returns the schema of a text with a pattern. `form` completes "must be …". */
export function textField(pattern: RegExp, form: string, notes: FieldNotes & { example: string }): z.ZodString {
  return field(z.string().regex(pattern, { error: `must be ${form}` }), { form, ...notes });
}

/** Returns the schema of a whole number within bounds. */
export function numberField(minimum: number, maximum: number, notes: FieldNotes & { example: number }): z.ZodInt {
  const form = `a whole number from ${minimum} to ${maximum}`;
  const error = `must be ${form}`;
  return field(z.int().min(minimum, { error }).max(maximum, { error }), {
    fix: `use a whole number from ${minimum} to ${maximum}, such as ${notes.example}`,
    form,
    ...notes,
  });
}
