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
 * @throws SettingsError with every problem: unknown keys, missing and wrong values, and values that do not fit
 * each other.
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
 * No setting is a secret, and an encrypted one could not be planned without its key: it is refused, so that its value
 * stands in no message and in no resource.
 */
function encryptedSettings({ secretKeys }: SettingsSource): Issue[] {
  return secretKeys.map((key) => ({
    path: [key],
    message: "is encrypted, and no setting is a secret: whoever reviews a plan has to read it",
    fix: `write it in plain text: pulumi config set --plaintext mlops:${key} VALUE`,
  }));
}

/** No preset is taken for granted: `dev`'s would leave data unprotected. */
function unnamedEnvironment({ stack, values }: SettingsSource): Issue[] {
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
