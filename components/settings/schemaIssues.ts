import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { notesOf, schemaAt, unwrap } from "./fields";
import { formatPath, type SettingsIssue } from "./issues";

/** Says what zod found in our own words, with the fix that the setting's notes know. */
export function schemaIssues(schema: z.ZodObject, raw: Record<string, unknown>, error: z.ZodError): SettingsIssue[] {
  return error.issues.flatMap((issue) => translate(schema, raw, issue));
}

function translate(schema: z.ZodObject, raw: Record<string, unknown>, issue: z.core.$ZodIssue): SettingsIssue[] {
  const { path } = issue;
  const value = valueAt(raw, path);
  const found = schemaAt(schema, path);
  const notes = notesOf(found);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(schema, path, key));
    case "invalid_type": {
      const example = notes?.example === undefined ? undefined : JSON.stringify(notes.example);
      if (value === undefined) {
        const fix = example ? `add it: ${lastKey(path)}: ${example}` : "add it";
        return [{ path, message: "is missing", fix }];
      }
      const message = `must be ${typeName(issue.expected)}, not ${typeName(typeOf(value))}`;
      return [{ path, value, message, fix: notes?.fix ?? (example ? `write it as in ${example}` : "change its type") }];
    }
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const suggestion = nearest(String(value), allowed);
      const fix = suggestion ? `did you mean ${suggestion}?` : "use one of them";
      return [{ path, value, message: `must be one of ${allowed.join(", ")}`, fix }];
    }
    case "invalid_key": {
      const message = issue.issues[0]?.message ?? "is not a possible key";
      const fix = notesOf(schemaAt(schema, path.slice(0, -1)))?.fix ?? "rename it";
      return [{ path, message, fix }];
    }
    default:
      return [{ path, value, message: issue.message, fix: notes?.fix ?? "change it" }];
  }
}

function unknownKey(schema: z.ZodObject, path: readonly PropertyKey[], key: string): SettingsIssue {
  const section = unwrap(schemaAt(schema, path) ?? schema);
  const known = section instanceof z.ZodObject ? Object.keys(section.shape) : [];
  const suggestion = nearest(key, known);
  const fix = suggestion
    ? `did you mean ${formatPath([...path, suggestion])}?`
    : `remove it, or use one of ${known.join(", ")}`;
  // Its value is not shown: nobody knows whether it is a secret.
  return { path: [...path, key], message: "is not a setting", fix };
}

/** The known word that was probably meant: at most a third of its letters differ, whatever their case. */
function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = new Map(known.map((candidate) => [candidate.toLowerCase(), candidate]));
  const best = closest(word.toLowerCase(), [...lower.keys()]);
  return distance(word.toLowerCase(), best) <= Math.ceil(best.length / 3) ? lower.get(best) : undefined;
}

/** What stands at a path of what was written. */
export function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  );
}

function lastKey(path: readonly PropertyKey[]): string {
  const key = path.at(-1);
  return path.length === 1 ? formatPath(path) : String(key);
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function typeName(type: string): string {
  const names: Record<string, string> = {
    array: "a list",
    boolean: "true or false",
    int: "a whole number",
    null: "empty",
    number: "a number",
    object: "a set of keys",
    record: "a set of keys",
    string: "text",
  };
  return names[type] ?? type;
}
