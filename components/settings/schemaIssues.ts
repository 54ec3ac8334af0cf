import { z } from "zod";
import { nearest } from "../../core/text/nearest";
import { notesOf, type SettingNotes, schemaAt, unwrap } from "./fields";
import { formatPath, type SettingsIssue } from "./issues";

/** Says what zod found in our own words, with the fix that the setting's notes know. */
export function schemaIssues(schema: z.ZodObject, raw: Record<string, unknown>, error: z.ZodError): SettingsIssue[] {
  // A list's length is checked on text too: where the type is wrong, nothing else is worth saying.
  const ofWrongType = new Set(error.issues.filter(({ code }) => code === "invalid_type").map(pathText));
  return error.issues
    .filter((issue) => issue.code === "invalid_type" || !ofWrongType.has(pathText(issue)))
    .flatMap((issue) => translate(schema, raw, issue));
}

function pathText({ path }: z.core.$ZodIssue): string {
  return formatPath(path);
}

function translate(schema: z.ZodObject, raw: Record<string, unknown>, issue: z.core.$ZodIssue): SettingsIssue[] {
  const { path } = issue;
  const value = valueAt(raw, path);
  const found = schemaAt(schema, path);
  const notes = notesOf(found);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(schema, path, key));
    case "invalid_type":
      return [value === undefined ? missing(path, notes) : { path, value, ...wrongType(issue.expected, value, notes) }];
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const message = `must be one of ${allowed.join(", ")}`;
      return [{ path, value, message, fix: chooseFix(value, allowed) }];
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

function missing(path: readonly PropertyKey[], notes: SettingNotes | undefined): SettingsIssue {
  const name = path.length === 1 ? formatPath(path) : String(path.at(-1));
  const example = notes?.example === undefined ? "" : `: ${name}: ${JSON.stringify(notes.example)}`;
  return { path, message: "is missing", fix: `add it${example}` };
}

function wrongType(expected: string, value: unknown, notes: SettingNotes | undefined) {
  const found = typeOf(value);
  const message = expected === "int" && found === "number" ? "must be a whole number" : mustBe(expected, found);
  const example = notes?.example === undefined ? undefined : JSON.stringify(notes.example);
  const scalar = found === "number" || found === "boolean";
  if (expected === "string" && scalar) return { message, fix: `put it in quotes: ${JSON.stringify(String(value))}` };
  if (notes?.fix) return { message, fix: notes.fix };
  if (example) return { message, fix: `write it without quotes, such as ${example}` };
  return { message, fix: "write its keys below it, each on a line of its own: see docs/settings.md" };
}

function mustBe(expected: string, found: string): string {
  return `must be ${typeName(expected)}, not ${typeName(found)}`;
}

/** YAML reads 1.35 as a number, which is not the text "1.35". */
function chooseFix(value: unknown, allowed: readonly string[]): string {
  const text = String(value);
  if (allowed.includes(text)) return `put it in quotes: ${JSON.stringify(text)}`;
  const suggestion = nearest(text, allowed);
  return suggestion ? `did you mean ${suggestion}?` : "use one of them";
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

/** What stands at a path of what was written. */
export function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  );
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
