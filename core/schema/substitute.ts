import { z } from "zod";
import { isPlainObject } from "./issue";
import type { SchemaIssue } from "./schemaIssues";
import { notesOf, schemaAt, valueAt } from "./walk";

/**
 * Returns the value with each invalid field replaced by its example, or removed if the field has no example. Checks
 * that involve several fields can then run, so that one run shows all problems. Undefined if the result is not valid.
 */
export function withExamples<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  wrong: readonly SchemaIssue[],
): z.output<Schema> | undefined {
  const copy = copied(raw);
  // Deeper paths come first, because replacing a list also fixes the issues of its elements.
  for (const { path } of [...wrong].sort((one, other) => other.path.length - one.path.length)) {
    const parent = valueAt(copy, path.slice(0, -1));
    const key = path.at(-1);
    if (typeof parent !== "object" || parent === null || key === undefined) continue;
    const example = notesOf(schemaAt(schema, path))?.example;
    if (example === undefined) Reflect.deleteProperty(parent, key);
    else Reflect.set(parent, key, copied(example));
  }
  const parsed = z.safeParse(schema, copy);
  return parsed.success ? parsed.data : undefined;
}

/** Copies lists and plain objects. Instances of classes, functions and outputs are not copied. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)]));
}
