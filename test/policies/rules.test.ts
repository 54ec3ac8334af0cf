import { describe, expect, it } from "vitest";
import { catalogue, nameOf, ruleNames } from "../../policies/catalogue";
import { judge } from "../../policies/judge";
import { severities } from "../../policies/rule";
import type { Specimen } from "../../policies/specimen";
import { baseStack, context } from "../../policies/specimens/baseStack";
import { Graph } from "../../policies/subject";
import { specimensOf } from "../support/specimens";

/**
 * Tests every rule with its own specimens and those of all other rules. test/e2e/guardrails.e2e.ts shows that the API
 * server gives the same verdicts.
 */

const rules = catalogue();
/** Returns the failed and deferred verdicts on a stack. */
function broken({ stack, context: own }: Specimen) {
  const judged = judge(
    rules.map(({ rule }) => rule),
    new Graph([...baseStack(), ...stack]),
    { ...context, ...own },
  );
  return judged
    .filter(({ status }) => status !== "pass")
    .map(({ rule, status, message }) => ({ rule, status, message }));
}

describe("the base stack of specimens", () => {
  it("passes every rule", () => {
    expect(broken({ title: "nothing", stack: [] })).toEqual([]);
  });
});

describe.each(rules.map((one) => [one.rule.name, one] as const))("%s", (name, catalogued) => {
  const { rule, file } = catalogued;
  const { passing, failing, rule: shown } = specimensOf(catalogued);

  it("has complete texts", () => {
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

  it.each(passing.map((specimen) => [specimen.title, specimen] as const))(
    "passes %s, like all other rules",
    (_, specimen) => {
      expect(broken(specimen)).toEqual([]);
    },
  );

  it.each(failing.map((specimen) => [specimen.title, specimen] as const))(
    "is the only rule that reports %s",
    (_, specimen) => {
      const found = broken(specimen);
      expect(found[0]).toEqual({ rule: name, status: specimen.status ?? "fail", message: specimen.message });
      expect(new Set(found.map((one) => one.rule))).toEqual(new Set([name]));
    },
  );
});

it("has unique rule names", () => {
  const names = rules.map(({ rule }) => rule.name);
  expect(names).toEqual([...new Set(names)]);
});
