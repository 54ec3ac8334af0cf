import { z } from "zod";
import { type Environment, environments } from "../components/settings/environments";
import { notesOf, unwrap } from "../components/settings/fields";
import { settingsSchema } from "../components/settings/schema";

/** A setting as the documentation lists it. */
interface SettingRow {
  readonly path: string;
  readonly type: string;
  readonly description: string;
  readonly cost: string | undefined;
  /** What holds where nothing is written, by environment; undefined where something must be. */
  readonly defaults: Readonly<Record<Environment, unknown>> | undefined;
  readonly defaultNote: string | undefined;
}

/** The JSON schema by which editors complete and check `Pulumi.<stack>.yaml`. */
export function settingsJsonSchema(): string {
  const rows = new Map(settingRows().map((row) => [row.path, row]));
  const { $schema: _, ...settings } = z.toJSONSchema(settingsSchema("dev", "dev"), {
    io: "input",
    override: ({ zodSchema, jsonSchema, path }) => {
      const notes = notesOf(zodSchema);
      if (notes?.description) jsonSchema.description = notes.description;
      if (notes?.example !== undefined) jsonSchema.examples = [notes.example];
      const row = rows.get(path.filter((step) => step !== "properties").join("."));
      // One default for each environment is no default that an editor could fill in.
      delete jsonSchema.default;
      if (row?.defaults) jsonSchema.description = `${row.description} Default: ${defaultText(row)}.`;
    },
  });
  const properties = Object.entries(settings.properties ?? {}).map(([key, value]) => [`mlops:${key}`, value]);
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Settings of a stack of the MLOps platform",
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: Object.fromEntries(properties),
        required: settings.required?.map((key) => `mlops:${key}`),
        // Configuration of Pulumi's providers may stand here too, a mistyped setting of ours may not.
        patternProperties: { "^(?!mlops:)[^:]+:": {} },
        additionalProperties: false,
      },
    },
    required: ["config"],
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** `docs/settings.md`. */
export function settingsPage(): string {
  const rows = settingRows().map(
    (row) =>
      `| \`${row.path}\` | ${row.type} | ${defaultText(row)} | ${row.description}${row.cost ? ` Cost: ${row.cost}.` : ""} |`,
  );
  return `# Settings

Everything that differs between environments stands in \`Pulumi.<stack>.yaml\`, below \`config:\`, with \`mlops:\` before
the first key: \`mlops:network:\` holds \`natGateways:\`. Numbers and \`true\` stand without quotes, the account's number in
quotes. \`npm run plan -- --stack <stack>\` says everything that is wrong in one run, each with a fix. Prices are those of
us-east-1.

Generated from \`components/settings\` by \`npm run generate\`.

| setting | type | default | what it is |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

function settingRows(): SettingRow[] {
  const schemas = {
    dev: settingsSchema("dev", "dev"),
    staging: settingsSchema("staging", "staging"),
    prod: settingsSchema("prod", "prod"),
  };
  return rowsOf(schemas.dev, []).map((row) => {
    const path = row.path.split(".");
    const defaults = {
      dev: defaultAt(schemas.dev, path),
      staging: defaultAt(schemas.staging, path),
      prod: defaultAt(schemas.prod, path),
    };
    const required = Object.values(defaults).every((value) => value === undefined);
    return { ...row, defaults: required ? undefined : defaults };
  });
}

function rowsOf(schema: z.core.$ZodType, path: readonly string[]): Omit<SettingRow, "defaults">[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape).flatMap(([key, value]) => rowsOf(value, [...path, key]));
  }
  const notes = notesOf(schema);
  if (!notes) throw new Error(`setting ${path.join(".")} has no notes: see components/settings/fields.ts`);
  return [
    {
      path: path.join("."),
      type: typeText(inner),
      description: notes.description,
      cost: notes.cost,
      defaultNote: notes.default,
    },
  ];
}

/** Parsing nothing fills in the defaults: those of a section are found by parsing the section alone. */
function defaultAt(schema: z.ZodObject, [key = "", ...rest]: readonly string[]): unknown {
  const child: z.core.$ZodType | undefined = schema.shape[key];
  const inner = child && unwrap(child);
  if (inner instanceof z.ZodObject && rest.length > 0) return defaultAt(inner, rest);
  const parsed = child && z.safeParse(child, undefined);
  return parsed?.success ? parsed.data : undefined;
}

function typeText(schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodEnum) return schema.options.map((option) => `\`${String(option)}\``).join(", ");
  if (schema instanceof z.ZodLiteral) return "one of CloudWatch's retentions";
  if (schema instanceof z.ZodArray) return `list of ${typeText(schema.element)}`;
  if (schema instanceof z.ZodRecord) return "keys with text";
  if (schema instanceof z.ZodBoolean) return "`true` or `false`";
  if (schema instanceof z.ZodString) return "text";
  if (schema instanceof z.ZodNumber) return `whole number, ${schema.minValue} to ${schema.maxValue}`;
  throw new Error(`no word for the type of ${JSON.stringify(schema.toString())}`);
}

function defaultText({ defaults, defaultNote }: SettingRow): string {
  if (defaultNote) return defaultNote;
  if (!defaults) return "required";
  const inDev = valueText(defaults.dev);
  if (environments.every((environment) => valueText(defaults[environment]) === inDev)) return inDev;
  return environments.map((environment) => `${valueText(defaults[environment])} in ${environment}`).join(", ");
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(valueText).join(" ");
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) return "none";
  return `\`${String(value)}\``;
}
