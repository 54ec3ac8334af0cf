import { z } from "zod";
import { crossFieldIssues } from "../../core/schema/crossField";
import type { Issue } from "../../core/schema/issue";
import { schemaIssues } from "../../core/schema/schemaIssues";
import { withExamples } from "../../core/schema/substitute";
import { schemaAt, unwrap } from "../../core/schema/walk";
import { crossFieldChecks } from "./crossFieldChecks";
import { type Environment, environments } from "./environments";
import { SettingsError, settingsDialect } from "./issues";
import { type Settings, settingsSchema } from "./schema";
import type { SettingsPlace } from "./settingsCheck";

/** Input of `parseSettings`. */
export interface SettingsSource extends SettingsPlace {
  /** Values in the project's namespace by key, as Pulumi passes them: text, and JSON for all other types. */
  readonly values: Readonly<Record<string, string>>;
  /** Keys of encrypted values. Settings must not be encrypted. */
  readonly secretKeys: readonly string[];
}

/**
 * Parses and checks all settings.
 *
 * @throws SettingsError with all problems: unknown keys, missing and wrong values, and failed cross-field checks.
 */
export function parseSettings(source: SettingsSource): Settings {
  const schema = settingsSchema(environmentOf(source), source.stack);
  const raw = decode(source.values, schema);
  const parsed = schema.safeParse(raw);
  const encrypted = encryptedSettings(source);
  const isEncrypted = ({ path }: Issue) => source.secretKeys.includes(String(path[0]));
  const found = parsed.success ? [] : schemaIssues(schema, raw, parsed.error, settingsDialect);
  const wrong = [...unnamedEnvironment(source), ...encrypted, ...found.filter((issue) => !isEncrypted(issue))];
  const settings = parsed.success && encrypted.length === 0 ? parsed.data : withExamples(schema, raw, wrong);
  const crossField = settings && crossFieldIssues(crossFieldChecks, { value: settings, place: source, raw, wrong });
  const issues = [...wrong, ...(crossField ?? [])];
  if (parsed.success && issues.length === 0) return parsed.data;
  throw new SettingsError(`Pulumi.${source.stack}.yaml`, issues);
}

/**
 * Settings hold no secrets, and the plan has no key to decrypt them. An encrypted setting is rejected, and its value
 * appears in no message.
 */
function encryptedSettings({ secretKeys }: SettingsSource): Issue[] {
  return secretKeys.map((key) => ({
    path: [key],
    message: "must not be encrypted: settings hold no secrets, and the plan must show them",
    fix: `write it in plain text: pulumi config set --plaintext mlops:${key} VALUE`,
  }));
}

/** There is no default environment: the preset of `dev` would leave data unprotected. */
function unnamedEnvironment({ stack, values }: SettingsSource): Issue[] {
  if (values.environment !== undefined || environments.some((name) => name === stack)) return [];
  const names = environments.join(", ");
  return [
    {
      path: ["environment"],
      message: `is missing, and the stack's name, ${stack}, is not one of ${names}`,
      fix: `add mlops:environment, one of ${names}`,
    },
  ];
}

/**
 * Returns the environment whose preset is used to parse the settings. A wrong one is reported with all other problems.
 */
function environmentOf({ stack, values }: SettingsSource): Environment {
  const named = environments.find((name) => name === (values.environment ?? stack));
  return named ?? "dev";
}

/**
 * Keeps text where the schema expects text, and parses all other values as JSON: Pulumi passes structured YAML as JSON.
 */
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
