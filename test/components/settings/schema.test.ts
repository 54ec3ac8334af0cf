import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { settingsSchema } from "../../../components/settings/schema";
import { notesOf, unwrap } from "../../../core/schema/walk";
import { fixtureFolder, fixtureStacks } from "../../fixtures/fixtures";
import { root } from "../../support/plan";

/** Every setting below a schema, with its path. */
function leaves(schema: z.core.$ZodType, at: string[] = []): { path: string; schema: z.core.$ZodType }[] {
  const inner = unwrap(schema);
  if (!(inner instanceof z.ZodObject)) return [{ path: at.join("."), schema }];
  return Object.entries(inner.shape).flatMap(([key, value]) => leaves(value, [...at, key]));
}

const settings = leaves(settingsSchema("dev", "dev"));

describe("settings", () => {
  it.each(settings)("$path is documented, with an example that passes", ({ schema }) => {
    const notes = notesOf(schema);
    expect(notes?.description).toMatch(/\.$/);
    expect(z.safeParse(schema, notes?.example).success).toBe(true);
  });
});

describe("the editors' schema", () => {
  const validate = new Ajv2020({ strict: false }).compile(
    JSON.parse(readFileSync(path.join(root, "docs/settings.schema.json"), "utf8")),
  );

  it.each(fixtureStacks)("accepts Pulumi.%s.yaml", (stack) => {
    validate(parse(readFileSync(path.join(fixtureFolder, `Pulumi.${stack}.yaml`), "utf8")));
    expect(validate.errors).toBeNull();
  });

  it("refuses a mistyped setting and accepts configuration of providers", () => {
    const config = parse(readFileSync(path.join(fixtureFolder, "Pulumi.dev.yaml"), "utf8")).config;
    expect(validate({ config: { ...config, "mlops:regoin": "us-west-2" } })).toBe(false);
    expect(validate({ config: { ...config, "kubernetes:suppressHelmHookWarnings": "true" } })).toBe(true);
  });
});
