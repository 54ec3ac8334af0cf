import { z } from "zod";
import { type Environment, environments } from "../components/settings/environments";
import { settingsSchema } from "../components/settings/schema";
import { notesOf, unwrap } from "../core/schema/walk";

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
    const { dev, staging, prod } = defaults;
    const values = dev && staging && prod && { dev: dev.value, staging: staging.value, prod: prod.value };
    return { ...row, defaults: values };
  });
}

/** Where a user chooses the key: the name of a pool, a bucket, a tag. */
const anyName = "<name>";

function rowsOf(schema: z.core.$ZodType, path: readonly string[]): Omit<SettingRow, "defaults">[] {
  const inner = unwrap(schema);
  const notes = notesOf(schema);
  const own = notes && {
    path: path.join("."),
    type: typeText(inner),
    description: notes.description,
    cost: notes.cost,
    defaultNote: notes.default,
  };
  const below = childrenOf(inner).flatMap(([key, value]) => rowsOf(value, [...path, key]));
  if (!own && below.length === 0) {
    throw new Error(`setting ${path.join(".")} has no notes: see core/schema/fields.ts`);
  }
  return own ? [own, ...below] : below;
}

/** What is below a schema of keys. Values that are no keys themselves are told by their parent's type. */
function childrenOf(schema: z.core.$ZodType): [string, z.core.$ZodType][] {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape);
  const value = schema instanceof z.ZodRecord ? schema.valueType : undefined;
  return value && unwrap(value) instanceof z.ZodObject ? [[anyName, value]] : [];
}

/** What parsing nothing gives: undefined where something must be written. */
function defaultAt(schema: z.core.$ZodType, [key, ...rest]: readonly string[]): { value: unknown } | undefined {
  const inner = unwrap(schema);
  const child = childrenOf(inner).find(([name]) => name === key)?.[1];
  if (child && rest.length > 0) return defaultAt(child, rest);
  const parsed = child && z.safeParse(child, undefined);
  return parsed?.success ? { value: parsed.data } : undefined;
}

function typeText(schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodEnum) return schema.options.map((option) => `\`${String(option)}\``).join(", ");
  if (schema instanceof z.ZodLiteral) return "one of CloudWatch's retentions";
  if (schema instanceof z.ZodArray) return `list of ${typeText(schema.element)}`;
  if (schema instanceof z.ZodRecord) return childrenOf(schema).length > 0 ? "names, each with keys" : "keys with text";
  if (schema instanceof z.ZodObject) return "keys";
  if (schema instanceof z.ZodBoolean) return "`true` or `false`";
  if (schema instanceof z.ZodString) return "text";
  if (schema instanceof z.ZodNumber)
    return `${schema.isInt ? "whole number" : "number"}, ${schema.minValue} to ${schema.maxValue}`;
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
  if (value === undefined) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(valueText).join(" ");
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) return "none";
  return `\`${String(value)}\``;
}
