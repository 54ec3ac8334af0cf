import { z } from "zod";

/** What is known of a field besides its type: for messages, the editor and the documentation. */
export interface FieldNotes {
  /** What it is, in a sentence, with its unit. */
  readonly description: string;
  /** A value that passes, for messages and documentation. */
  readonly example?: unknown;
  /** The example as code writes it, where it is no value that JSON can hold. */
  readonly exampleCode?: string;
  /** What to do when it is wrong. */
  readonly fix?: string;
  /** What it has to be: completes "must be …". */
  readonly form?: string;
  /** What it costs, where it costs. */
  readonly cost?: string;
  /** What decides it when it is left out, where that is not one value. */
  readonly default?: string;
}

/** The notes of every field's schema. */
export const fieldNotes = z.registry<FieldNotes>();

/** Attaches notes to a schema. */
export function field<Schema extends z.ZodType>(schema: Schema, notes: FieldNotes): Schema {
  fieldNotes.add(schema, notes);
  return schema;
}

/** A text of a certain form, which completes "must be …". */
export function textField(pattern: RegExp, form: string, notes: FieldNotes & { example: string }): z.ZodString {
  return field(z.string().regex(pattern, { error: `must be ${form}` }), { form, ...notes });
}

/** A whole number within bounds. */
export function numberField(minimum: number, maximum: number, notes: FieldNotes & { example: number }): z.ZodInt {
  const form = `a whole number from ${minimum} to ${maximum}`;
  const error = `must be ${form}`;
  return field(z.int().min(minimum, { error }).max(maximum, { error }), {
    fix: `use a whole number from ${minimum} to ${maximum}, such as ${notes.example}`,
    form,
    ...notes,
  });
}
