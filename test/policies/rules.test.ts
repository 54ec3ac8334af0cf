import { describe, expect, it } from "vitest";
import { catalogue, nameOf, ruleNames } from "../../policies/catalogue";
import { judge } from "../../policies/judge";
import { severities } from "../../policies/rule";
import type { Specimen } from "../../policies/specimen";
import { context, world } from "../../policies/specimens/baseStack";
import { Graph } from "../../policies/subject";
import { specimensOf } from "../support/specimens";

/**
 * Every rule, by its own specimens and by everybody else's. What this does not prove: that the API server gives the same
 * verdicts (test/e2e/guardrails.e2e.ts).
 */

const rules = catalogue();
/** Rules that an environment is told to have been broken, with what they say. */
function broken({ stack, context: own }: Specimen) {
  const judged = judge(
    rules.map(({ rule }) => rule),
    new Graph([...world(), ...stack]),
    { ...context, ...own },
  );
  return judged
    .filter(({ status }) => status !== "pass")
    .map(({ rule, status, message }) => ({ rule, status, message }));
}

describe("the world of specimens", () => {
  it("keeps every rule by itself", () => {
    expect(broken({ of: "nothing", stack: [] })).toEqual([]);
  });
});

describe.each(rules.map((one) => [one.rule.name, one] as const))("%s", (name, catalogued) => {
  const { rule, file } = catalogued;
  const { passing, failing, rule: shown } = specimensOf(catalogued);

  it("says what it is", () => {
    expect(ruleNames()).toContain(name);
    expect(nameOf(file)).toBe(name);
    expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(name.length).toBeLessThanOrEqual(50);
    expect(severities).toContain(rule.severity);
    for (const text of [rule.title, rule.why, rule.fix]) expect(text.length).toBeGreaterThan(15);
    expect(shown).toBe(rule);
  });

  it("has specimens of both kinds", () => {
    expect(passing.length).toBeGreaterThan(0);
    expect(failing.length).toBeGreaterThan(0);
  });

  it.each(passing.map((specimen) => [specimen.of, specimen] as const))("passes %s, as do all others", (_, specimen) => {
    expect(broken(specimen)).toEqual([]);
  });

  it.each(failing.map((specimen) => [specimen.of, specimen] as const))("alone fails %s", (_, specimen) => {
    const found = broken(specimen);
    expect(found[0]).toEqual({ rule: name, status: specimen.status ?? "fail", message: specimen.says });
    expect(new Set(found.map((one) => one.rule))).toEqual(new Set([name]));
  });
});

it("no two rules have one name", () => {
  const names = rules.map(({ rule }) => rule.name);
  expect(names).toEqual([...new Set(names)]);
});
