import { z } from "zod";
import type { SettingsPlace } from "./contradiction";
import { contradictions } from "./contradictions";
import { type Environment, environments } from "./environments";
import { notesOf, schemaAt, unwrap } from "./fields";
import { SettingsError, type SettingsIssue } from "./issues";
import { type Settings, settingsSchema } from "./schema";
import { schemaIssues, valueAt } from "./schemaIssues";

/** What settings are read from. */
export interface SettingsSource extends SettingsPlace {
  /** Values below the project's namespace: text, and JSON for whatever is not text, as Pulumi hands them over. */
  readonly values: Readonly<Record<string, string>>;
  /** Keys that are encrypted, which no setting may be. */
  readonly secretKeys: readonly string[];
}

/**
 * Reads and checks settings whole.
 *
 * @throws SettingsError with every problem: unknown keys, missing and wrong values, and contradictions between values
 * that are right in themselves.
 */
export function parseSettings(source: SettingsSource): Settings {
  const schema = settingsSchema(environmentOf(source), source.stack);
  const raw = decode(source.values, schema);
  const parsed = schema.safeParse(raw);
  const encrypted = encryptedSettings(source);
  const isEncrypted = ({ path }: SettingsIssue) => source.secretKeys.includes(String(path[0]));
  const found = parsed.success ? [] : schemaIssues(schema, raw, parsed.error);
  const wrong = [...unnamedEnvironment(source), ...encrypted, ...found.filter((issue) => !isEncrypted(issue))];
  const settings = parsed.success && encrypted.length === 0 ? parsed.data : substitute(schema, raw, wrong);
  const issues = [...wrong, ...(settings ? contradicting(settings, source, raw, wrong) : [])];
  if (parsed.success && issues.length === 0) return parsed.data;
  throw new SettingsError(`Pulumi.${source.stack}.yaml`, issues);
}

/**
 * No setting is a secret, and an encrypted one could not be planned without its key: it is refused, so that its value
 * stands in no message and in no resource.
 */
function encryptedSettings({ secretKeys }: SettingsSource): SettingsIssue[] {
  return secretKeys.map((key) => ({
    path: [key],
    message: "is encrypted, and no setting is a secret: whoever reviews a plan has to read it",
    fix: `write it in plain text: pulumi config set --plaintext mlops:${key} VALUE`,
  }));
}

/** No preset is taken for granted: `dev`'s would leave data unprotected. */
function unnamedEnvironment({ stack, values }: SettingsSource): SettingsIssue[] {
  if (values.environment !== undefined || environments.some((name) => name === stack)) return [];
  const names = environments.join(", ");
  return [
    {
      path: ["environment"],
      message: `is missing, and the stack's name, ${stack}, is none of ${names}`,
      fix: `say which preset holds: mlops:environment: one of ${names}`,
    },
  ];
}

/** The preset is needed before the rest can be read. A wrong one is reported with everything else. */
function environmentOf({ stack, values }: SettingsSource): Environment {
  const named = environments.find((name) => name === (values.environment ?? stack));
  return named ?? "dev";
}

/** Text stays text where text is wanted. Everything else is JSON, as Pulumi hands over what YAML has structured. */
function decode(values: SettingsSource["values"], schema: z.ZodObject): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const wanted = schemaAt(schema, [key]);
      const text = wanted && (unwrap(wanted) instanceof z.ZodString || unwrap(wanted) instanceof z.ZodEnum);
      return [key, text ? value : parseJson(value)];
    }),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Settings with an example in each wrong place, so that what is right can be checked for contradictions all the same
 * and one run shows every problem. Undefined if that is not possible.
 */
function substitute(
  schema: ReturnType<typeof settingsSchema>,
  raw: Record<string, unknown>,
  wrong: readonly SettingsIssue[],
): Settings | undefined {
  const copy = structuredClone(raw);
  // Children last: replacing a list that is too short ends the issues of its elements.
  for (const { path } of [...wrong].sort((one, other) => other.path.length - one.path.length)) {
    const parent = valueAt(copy, path.slice(0, -1));
    const key = path.at(-1);
    if (typeof parent !== "object" || parent === null || key === undefined) continue;
    const example = notesOf(schemaAt(schema, path))?.example;
    if (example === undefined) Reflect.deleteProperty(parent, key);
    else Reflect.set(parent, key, structuredClone(example));
  }
  const parsed = schema.safeParse(copy);
  return parsed.success ? parsed.data : undefined;
}

function contradicting(
  settings: Settings,
  place: SettingsPlace,
  raw: Record<string, unknown>,
  wrong: readonly SettingsIssue[],
): SettingsIssue[] {
  const isWrong = (setting: readonly string[]) =>
    wrong.some(({ path }) => isAbove(path, setting) || isAbove(setting, path));
  return contradictions.flatMap(({ reads, find }) => {
    const read = reads.map((path) => path.split("."));
    if (read.some(isWrong)) return [];
    return find(settings, place).map((issue) => {
      const path = issue.path ?? read[0] ?? [];
      return { ...issue, path, value: valueAt(raw, path) ?? valueAt(settings, path) };
    });
  });
}

/** Whether the first path is the second or leads to it. */
function isAbove(path: readonly PropertyKey[], below: readonly PropertyKey[]): boolean {
  return path.every((key, index) => key === below[index]);
}
