import { describe, expect, it } from "vitest";
import { z } from "zod";
import { environments } from "../../../components/settings/environments";
import { settingsDialect } from "../../../components/settings/issues";
import { settingsSchema } from "../../../components/settings/schema";
import { schemaIssues } from "../../../core/schema/schemaIssues";
import { defaultAt, fieldRows } from "../../../core/schema/table";
import { notesOf, schemaAt, unwrap } from "../../../core/schema/walk";

const schema = settingsSchema("dev", "dev");
const rows = fieldRows(schema);

function typeOf(keys: readonly string[]) {
  const found = schemaAt(schema, keys);
  if (!found) throw new Error(`there is no setting ${keys.join(".")}`);
  return unwrap(found);
}

/** Words for the unit of a numeric setting, in its name or in its description. */
const unit =
  /\b(GiB|MiB|USD|days|nodes|accelerators|vCPUs|pods|GPUs|devices|instances|share)\b|(Days|Gibibytes|Mebibytes|Usd|Nodes)$/i;

/** Names of settings that decide a price of AWS: instances, disks, storage, logs, traffic and copies of data. */
const priced =
  /(instanceTypes?|instanceClass|nodeType|capacityTypes|capacityReservations|Gibibytes|RetentionDays|VersionDays|minimum(Nodes)?|maximum|multiAz|natGateways|interfaceEndpoints|sharedVolumes|repositories|buckets|intelligentTiering|zones|enabled|version)$/;

/** Priced by name, and free: limits of what may be asked for, and parts of a field that names the cost. */
const free = [
  "compute.capacityReservations.<name>.instanceType",
  "compute.pools.<name>.zones",
  "guardrails.instanceTypes",
  "observability.prometheus.retentionDays",
  "teams.<name>.memoryGibibytes",
];

describe("the documentation of settings", () => {
  it("covers every section", () => {
    const sections = new Set(rows.map(({ keys }) => keys[0]));
    expect([...sections].sort()).toEqual(Object.keys(schema.shape).sort());
  });

  it.each(rows)("describes $path in whole sentences", ({ description }) => {
    expect(description).toMatch(/^[A-Z0-9`][\s\S]*\.$/);
    expect(description).not.toMatch(/\b(whoever|nobody|somebody|what may|is none|bears?|at hand)\b/);
  });

  it.each(rows.filter(({ keys }) => typeOf(keys) instanceof z.ZodNumber))("names the unit of $path", (row) => {
    expect(`${row.description} ${row.path}`).toMatch(unit);
  });

  it("describes the behaviour of optional settings without a default value", () => {
    const silent = rows.filter(({ keys, defaultNote }) => {
      const defaults = environments.map((name) => defaultAt(settingsSchema(name, name), keys));
      return defaultNote === undefined && defaults.some((found) => found !== undefined && found.value === undefined);
    });
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it.each(rows.filter(({ path }) => priced.test(path) && !free.includes(path)))(
    "names the cost of $path",
    ({ cost }) => {
      expect(cost).toMatch(/USD|price|cost|nothing|as [a-z]+[A-Z]|see /);
    },
  );

  it("has no unused exception for costs", () => {
    const paths = rows.filter(({ cost }) => cost === undefined).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(free));
  });

  it.each(rows)("states what $path must be, and a fix", ({ keys }) => {
    const path = keys.map((key) => (key === "[]" ? 0 : key === "<name>" ? "one" : key));
    const isNested = [z.ZodRecord, z.ZodObject, z.ZodArray].some((kind) => typeOf(keys) instanceof kind);
    const raw = path.reduceRight<unknown>(
      (value, key) => (key === 0 ? [value] : { [key]: value }),
      isNested ? 7 : { unexpected: true },
    );
    const { error } = z.safeParse(schema, raw);
    const issues = error ? schemaIssues(schema, raw, error, settingsDialect) : [];
    const found = issues.filter((issue) => issue.path.join(".") === path.join("."));
    expect(found.map(({ message }) => message)).toEqual([expect.stringMatching(/^must /)]);
    expect(found[0]?.fix).toMatch(/^(use|write|list|set|add|put|choose|begin|state) /);
  });

  it("has an example that passes for every field with notes", () => {
    for (const { keys, path } of rows) {
      const field = schemaAt(schema, keys);
      const notes = notesOf(field);
      expect([path, field && z.safeParse(field, notes?.example).success]).toEqual([path, true]);
    }
  });
});
