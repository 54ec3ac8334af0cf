import { z } from "zod";
import { nearest } from "../text/nearest";
import type { Dialect } from "./dialect";
import type { FieldNotes } from "./fields";
import type { Issue } from "./issue";
import { keysOf, notesOf, schemaAt, unwrap, valueAt } from "./walk";

/** An issue. For an unknown key, `meant` is the path that was probably intended. */
export interface SchemaIssue extends Issue {
  readonly meant?: readonly PropertyKey[];
}

/** Message of a key that belongs to another alternative of a union. */
export const doesNotApply = "does not apply here";

interface Context {
  readonly schema: z.core.$ZodType;
  readonly raw: unknown;
  readonly dialect: Dialect;
}

/** Converts zod's issues to our messages, with fixes from the notes of the fields. */
export function schemaIssues(
  schema: z.core.$ZodType,
  raw: unknown,
  error: z.core.$ZodError,
  dialect: Dialect,
): SchemaIssue[] {
  // For a text in place of a list, zod reports its type and its length. Only the wrong type is kept.
  const ofWrongType = new Set(error.issues.filter(({ code }) => code === "invalid_type").map(pathText));
  const found = error.issues
    .filter((issue) => issue.code === "invalid_type" || !ofWrongType.has(pathText(issue)))
    .flatMap((issue) => translate({ schema, raw, dialect }, issue));
  // A very large number violates both zod's bounds and ours.
  return [...new Map(found.map((issue) => [`${pathText(issue)} ${issue.message}`, issue])).values()];
}

function pathText({ path }: Pick<Issue, "path">): string {
  return JSON.stringify(path.map(String));
}

function translate(context: Context, issue: z.core.$ZodIssue): SchemaIssue[] {
  const { path } = issue;
  const value = valueAt(context.raw, path);
  const schema = schemaAt(context.schema, path);
  const notes = notesOf(schema);
  if (value === undefined && isMissing(issue, schema)) return [missing(context, path, notes)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(context, path, key));
    case "invalid_type":
      return [{ path, value, ...wrongType(context.dialect, issue.expected, value, notes) }];
    case "invalid_value":
      return [{ path, value, ...notAllowed(value, issue.values.map(String)) }];
    case "invalid_union":
      return noAlternative(context, issue, value, notes);
    case "invalid_key": {
      const message = issue.issues[0]?.message ?? "is not a valid key";
      const record = schemaAt(context.schema, path.slice(0, -1));
      const renamed = validKey(record, String(path.at(-1)));
      const fix = renamed ? `rename it, such as ${renamed}` : (notesOf(record)?.fix ?? "rename it");
      return [{ path, message, fix }];
    }
    default:
      return [{ path, value, message: customMessage(issue, notes), fix: notes?.fix ?? "correct the value" }];
  }
}

/** Returns a similar key that a record accepts: `gpu-l4` for `GPU_L4`. */
function validKey(record: z.core.$ZodType | undefined, key: string): string | undefined {
  const here = record && unwrap(record);
  if (!(here instanceof z.ZodRecord)) return undefined;
  const words = key.toLowerCase().split(/[^a-z0-9]+/);
  const similar = words.filter((word) => word !== "").join("-");
  return similar !== key && z.safeParse(here.keyType, similar).success ? similar : undefined;
}

/**
 * Returns whether the issue of an absent value says that the value is missing. Zod also validates defaults: other
 * issues concern the default.
 */
function isMissing({ code }: z.core.$ZodIssue, schema: z.core.$ZodType | undefined): boolean {
  if (code === "custom") return schema !== undefined && unwrap(schema) instanceof z.ZodCustom;
  return code === "invalid_type" || code === "invalid_value" || code === "invalid_union";
}

/** Returns zod's message for bounds that zod sets itself. */
function customMessage(issue: z.core.$ZodIssue, notes: FieldNotes | undefined): string {
  const isBound = issue.code === "too_big" || issue.code === "too_small";
  return isBound && notes?.form !== undefined ? `must be ${notes.form}` : issue.message;
}

function missing({ dialect }: Context, path: readonly PropertyKey[], notes: FieldNotes | undefined): SchemaIssue {
  const name = path.length === 1 ? dialect.formatPath(path) : String(path.at(-1));
  const example = notes?.exampleCode ?? (notes?.example === undefined ? undefined : JSON.stringify(notes.example));
  return { path, message: "is missing", fix: `add it${example === undefined ? "" : `: ${name}: ${example}`}` };
}

function wrongType(dialect: Dialect, expected: string, value: unknown, notes: FieldNotes | undefined) {
  const found = typeOf(value);
  const message = wrongTypeMessage(dialect, expected, found);
  const example = notes?.example === undefined ? undefined : JSON.stringify(notes.example);
  const scalar = found === "number" || found === "boolean";
  if (expected === "string" && scalar) return { message, fix: `put it in quotes: ${JSON.stringify(String(value))}` };
  if (expected === "array" && typeof value === "string" && dialect.listFix)
    return { message, fix: dialect.listFix(value) };
  const isNumber = expected === "number" || expected === "int";
  if (isNumber && typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) {
    return { message, fix: `write it without quotes: ${value}` };
  }
  if (notes?.fix) return { message, fix: notes.fix };
  if (expected === "string") return { message, fix: example ? `write text, such as ${example}` : "write text" };
  const isObject = expected === "object" || expected === "record";
  if (isObject) return { message, fix: dialect.objectFix };
  return {
    message,
    fix: example ? `write it without quotes, such as ${example}` : `write ${wantedType(dialect, expected)}`,
  };
}

function wantedType({ typeNames }: Pick<Dialect, "typeNames">, expected: string): string {
  return typeNames[expected] ?? expected;
}

function wrongTypeMessage({ typeNames }: Dialect, expected: string, found: string): string {
  const wanted = wantedType({ typeNames }, expected);
  // NaN and infinity, which are numbers in JavaScript.
  if (found === "number")
    return expected === "number"
      ? "must be a finite number"
      : expected === "int"
        ? `must be ${wanted}`
        : `must be ${wanted}, not ${typeNames.number}`;
  return `must be ${wanted}, not ${typeNames[found] ?? found}`;
}

function notAllowed(value: unknown, allowed: readonly string[]): Pick<Issue, "message" | "fix"> {
  return { message: `must be one of ${allowed.join(", ")}`, fix: chooseFix(value, allowed) };
}

/** Suggests quotes for a number such as 1.35: YAML does not parse it as the text "1.35". */
function chooseFix(value: unknown, allowed: readonly string[]): string {
  const text = String(value);
  if (allowed.includes(text) && typeof value !== "string") return `put it in quotes: ${JSON.stringify(text)}`;
  const suggestion = typeof value === "string" ? nearest(text, allowed) : undefined;
  return suggestion ? `did you mean ${suggestion}?` : "use one of them";
}

/**
 * No alternative of a union accepts the value: returns the issues of the alternative with the value's type, or all
 * choices.
 */
function noAlternative(
  context: Context,
  issue: z.core.$ZodIssueInvalidUnion,
  value: unknown,
  notes: FieldNotes | undefined,
): SchemaIssue[] {
  const { path } = issue;
  const union = schemaAt(context.schema, path.slice(0, -1));
  if (issue.errors.length === 0 && union) {
    return [{ path, value, ...notAllowed(value, discriminators(union, path.at(-1))) }];
  }
  const ofItsType = issue.errors.filter((errors) => !errors.some((one) => one.path.length === 0));
  const [errors] = ofItsType;
  if (errors && ofItsType.length === 1) {
    return errors.flatMap((one) => translate(context, { ...one, path: [...path, ...one.path] }));
  }
  return [
    {
      path,
      value,
      message: `must be ${notes?.form ?? "one of the supported forms"}`,
      fix: notes?.fix ?? "correct the value",
    },
  ];
}

/** Returns the values that select an alternative of a union. */
function discriminators(union: z.core.$ZodType, key: PropertyKey | undefined): string[] {
  const here = unwrap(union);
  if (!(here instanceof z.ZodUnion) || key === undefined) return [];
  return here.options.flatMap((option) => {
    const literal = schemaAt(option, [key]);
    return literal instanceof z.ZodLiteral ? [...literal.values].map(String) : [];
  });
}

function unknownKey({ schema, raw, dialect }: Context, path: readonly PropertyKey[], key: string): SchemaIssue {
  const known = schemaAt(schema, path);
  const keys = known ? keysOf(known) : [];
  const at = [...path, key];
  // Its value is not shown, because it may be a secret.
  if (keys.includes(key)) return { path: at, message: doesNotApply, fix: "remove it" };
  const message = `is not ${/^[aeiou]/.test(dialect.noun) ? "an" : "a"} ${dialect.noun}`;
  const [first = "", ...inner] = key.split(".");
  const outer = inner.length === 0 ? undefined : nearest(first, keys);
  if (outer !== undefined) {
    const meant = [...path, outer, ...inner];
    const fix = `nest it: ${dialect.formatPath([...path, outer])}: ${nested(inner)}`;
    return { path: at, message, fix, ...(valueAt(raw, meant) === undefined && { meant }) };
  }
  const suggestion = nearest(key, keys);
  if (!suggestion) return { path: at, message, fix: `remove it, or use one of ${keys.join(", ")}` };
  const meant = [...path, suggestion];
  const fix = `did you mean ${dialect.formatPath(meant)}?`;
  return { path: at, message, fix, ...(valueAt(raw, meant) === undefined && { meant }) };
}

/** `{ systemNodes: { minimum: … } }`: the form of a key that the documentation writes with dots. */
function nested([key = "", ...inner]: readonly string[]): string {
  return `{ ${key}: ${inner.length === 0 ? "…" : nested(inner)} }`;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
