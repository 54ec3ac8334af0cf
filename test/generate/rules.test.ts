import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { rulesPage } from "../../generate/rules";
import { catalogue } from "../../policies/catalogue";
import { root } from "../support/plan";

const page = rulesPage();
const lines = page.split("\n");

describe("docs/rules.md", () => {
  it("is current", () => {
    expect(readFileSync(path.join(root, "docs/rules.md"), "utf8")).toBe(page);
  });

  it.each(catalogue().map((one) => [one.rule.name, one] as const))("shows the texts of the rule %s", (name, one) => {
    const { rule, file } = one;
    const at = lines.indexOf(`### ${name}`);
    expect(at).toBeGreaterThan(0);
    expect(lines[at + 2]).toBe(`${rule.why} Fix: ${rule.fix}.`);
    expect(lines[at + 4]).toContain(`[Source](../policies/rules/${file}.ts).`);
    for (const key of rule.reads ?? []) expect(lines[at + 4]).toContain(`\`${key}\``);
    for (const reference of rule.references) expect(lines[at + 4]).toContain(reference.name);
    const rows = lines.filter((line) => line.startsWith(`| [${name}](#${name}) | `));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(` | ${rule.severity} | `);
  });

  it("shows where a rule is mandatory, and which gates check it", () => {
    const row = (name: string) =>
      lines
        .find((line) => line.startsWith(`| [${name}](`))
        ?.split(" | ")
        .slice(2);
    expect(row("image-digests")).toEqual(["high", "advisory", "mandatory", "mandatory", expect.any(String)]);
    expect(row("image-digests")?.at(-1)).toMatch(/^plan, up, admission \(/);
    expect(row("state-is-protected")?.at(-1)).toBe("plan |");
    expect(row("required-tags")?.at(-1)).toBe("plan, up |");
    expect(row("no-default-namespace")?.at(-1)).toBe("plan, up, admission (the namespace `default`) |");
  });

  it("counts the rules that it lists, and has no other rules", () => {
    const names = lines.flatMap((line) => /^### (.*)$/.exec(line)?.[1] ?? []);
    expect(names).toEqual(catalogue().map(({ rule }) => rule.name));
    expect(page).toContain(`\n${names.length} rules. Each rule is checked at every gate`);
  });

  it("has tables whose rows are as wide as their head", () => {
    const tables = page.split(/\n\n/).filter((block) => block.startsWith("| "));
    expect(tables.length).toBeGreaterThan(10);
    for (const table of tables) {
      const widths = table
        .trimEnd()
        .split("\n")
        .map((line) => line.replaceAll("\\|", "").split("|").length);
      expect(new Set(widths).size).toBe(1);
    }
  });
});
