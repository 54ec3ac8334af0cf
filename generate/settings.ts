import { z } from "zod";
import { type Environment, environments } from "../components/settings/environments";
import { settingsSchema } from "../components/settings/schema";
import { defaultAt, type FieldRow, fieldRows, valueText } from "../core/schema/table";
import { notesOf } from "../core/schema/walk";

/** A row of the table of settings. */
interface SettingRow extends FieldRow {
  /** Default by environment; undefined for a required setting. */
  readonly defaults: Readonly<Record<Environment, unknown>> | undefined;
}

/** Returns the JSON schema with which editors complete and check `Pulumi.<stack>.yaml`. */
export function settingsJsonSchema(): string {
  const rows = new Map(settingRows().map((row) => [row.path, row]));
  const { $schema: _, ...settings } = z.toJSONSchema(settingsSchema("dev", "dev"), {
    io: "input",
    override: ({ zodSchema, jsonSchema, path }) => {
      const notes = notesOf(zodSchema);
      if (notes?.description) jsonSchema.description = notes.description;
      if (notes?.example !== undefined) jsonSchema.examples = [notes.example];
      const row = rows.get(path.filter((step) => step !== "properties").join("."));
      // Defaults differ by environment, so an editor must not insert one.
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
        // Configuration of Pulumi's providers is allowed here. A mistyped key of ours is not.
        patternProperties: { "^(?!mlops:)[^:]+:": {} },
        additionalProperties: false,
      },
    },
    required: ["config"],
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** Returns the text of `docs/settings.md`. */
export function settingsPage(): string {
  const rows = settingRows().map(
    (row) =>
      `| \`${row.path}\` | ${row.type} | ${defaultText(row)} | ${row.description}${row.cost ? ` Cost: ${row.cost}.` : ""} |`,
  );
  return `# Settings

Settings are in \`Pulumi.<stack>.yaml\`, below \`config:\`. The first key has the prefix \`mlops:\`. This page writes nested keys
with dots: \`network.natGateways\` is

\`\`\`yaml
config:
  mlops:network:
    natGateways: perZone
\`\`\`

Write numbers and \`true\` without quotes, and the account id in quotes. \`npm run plan -- --stack <stack>\` checks all settings in one
run and reports every problem with its fix. Prices are those of us-east-1.

\`npm run generate\` writes this page from \`components/settings\`.

| setting | type | default | description |
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
  return fieldRows(schemas.dev).map((row) => {
    const defaults = {
      dev: defaultAt(schemas.dev, row.keys),
      staging: defaultAt(schemas.staging, row.keys),
      prod: defaultAt(schemas.prod, row.keys),
    };
    const { dev, staging, prod } = defaults;
    const values = dev && staging && prod && { dev: dev.value, staging: staging.value, prod: prod.value };
    return { ...row, defaults: values };
  });
}

function defaultText({ defaults, defaultNote }: SettingRow): string {
  if (defaultNote) return defaultNote;
  if (!defaults) return "required";
  const inDev = valueText(defaults.dev);
  if (environments.every((environment) => valueText(defaults[environment]) === inDev)) return inDev;
  return environments.map((environment) => `${valueText(defaults[environment])} in ${environment}`).join(", ");
}
