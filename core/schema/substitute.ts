import { z } from "zod";
import { isPlainObject } from "./issue";
import type { SchemaIssue } from "./schemaIssues";
import { notesOf, schemaAt, valueAt } from "./walk";

/**
 * What was written with an example in each wrong place, or nothing where the field has none: so that what is right can be
 * checked further all the same, and one run shows every problem. Undefined if that is not possible.
 */
export function withExamples<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  wrong: readonly SchemaIssue[],
): z.output<Schema> | undefined {
  const copy = copied(raw);
  // Children last: replacing a list that is too short ends the issues of its elements.
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

/** Lists and objects are copied. What a class has made, a function or an output, stays itself. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)]));
}
