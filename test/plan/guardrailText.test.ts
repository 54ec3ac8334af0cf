import { createColors } from "picocolors";
import { describe, expect, it } from "vitest";
import { brokenLines, guardrailCounts, guardrailLines, hiddenCount } from "../../plan/guardrailText";
import { quietText } from "../../plan/terminal";
import { ruleNames } from "../../policies/catalogue";
import { hiddenPods, opaqueContent } from "../../policies/opaqueVerdicts";
import type { Verdict } from "../../policies/verdict";
import { fixtureSettings } from "../fixtures/fixtures";
import { judged } from "../support/documents";
import { smallPlan } from "./report/plan";

const plain = createColors(false);

function verdict(rule: string, name: string, changes: Partial<Verdict> = {}): Verdict & { component: string } {
  return {
    rule,
    severity: "high",
    enforcement: "mandatory",
    gate: "plan",
    status: "fail",
    urn: `urn:pulumi:dev::mlops::aws:s3/bucket:Bucket::${name}`,
    component: "",
    message: `${name} is wrong`,
    fix: `mend ${rule}`,
    ...changes,
  };
}

const advisory = { enforcement: "advisory", severity: "low" } as const;

describe("the count of verdicts", () => {
  it("counts passed verdicts, violations, warnings, deferred and waived verdicts", () => {
    const verdicts = [
      verdict("a", "one", { status: "pass" }),
      verdict("a", "two"),
      verdict("b", "two", { status: "error" }),
      verdict("b", "three", advisory),
      verdict("b", "four", { status: "deferred", gate: "up" }),
      verdict("c", "one", { status: "waived" }),
    ];
    expect(guardrailCounts({ ...judged(verdicts), opaque: ["x", "y"] })).toBe(
      `3 of ${ruleNames().length} rules apply, to 3 resources: 1 passed, 2 violations, 1 warning, 1 deferred, 1 waived`,
    );
  });

  it("omits counts of zero, except passed verdicts and violations", () => {
    expect(guardrailCounts({ ...judged([verdict("a", "one", { status: "pass" })]), opaque: [] })).toBe(
      `1 of ${ruleNames().length} rules apply, to 1 resource: 1 passed, 0 violations`,
    );
    expect(guardrailCounts({ ...judged([verdict("a", "one", advisory)]), opaque: [] })).toMatch(
      /: 0 passed, 0 violations, 1 warning$/,
    );
  });

  it("does not count verdicts on hidden content as rules", () => {
    const later = { status: "deferred", gate: "admission" } as const;
    const hidden = [verdict(opaqueContent, "chart", later), verdict(hiddenPods, "model", later)];
    expect(guardrailCounts({ ...judged([verdict("a", "one"), ...hidden]), opaque: ["chart"] })).toMatch(
      /^1 of \d+ rules apply, to 1 resource: /,
    );
  });

  it("counts resources with hidden content, and says which gate judges them", () => {
    expect(hiddenCount({ opaque: [] })).toBe("0 resources hide their content from the plan");
    expect(hiddenCount({ opaque: ["chart"] })).toBe(
      "1 resource hides its content from the plan: charts and Applications; admission judges their objects",
    );
  });
});

describe("the lines of verdicts", () => {
  const verdicts = [
    verdict("warned", "one", advisory),
    verdict("waived", "two", { status: "waived", message: "is wrong; waived until 2027-03-31: it is old" }),
    verdict("later", "three", { status: "deferred", gate: "up" }),
    verdict("broken", "four"),
    verdict("later", "five", { status: "deferred", gate: "admission" }),
    verdict("unjudged", "six", { status: "error" }),
    verdict("broken", "seven"),
    verdict("later", "eight", { status: "deferred", gate: "up" }),
    verdict("kept", "nine", { status: "pass" }),
  ];

  it("list violations by rule with fixes, then warnings, waived violations with reasons, and deferred verdicts by gate", () => {
    expect(guardrailLines(verdicts, plain)).toEqual([
      "",
      "Violations: 3",
      "  broken (high, mandatory)",
      "    four: four is wrong",
      "    seven: seven is wrong",
      "    fix: mend broken",
      "  unjudged (high, mandatory)",
      "    six: six is wrong",
      "    fix: mend unjudged",
      "",
      "Warnings: 1",
      "  warned (low, advisory)",
      "    one: one is wrong",
      "    fix: mend warned",
      "",
      "Waived: 1",
      "  waived (high, mandatory)",
      "    two: is wrong; waived until 2027-03-31: it is old",
      "",
      "Deferred to a later gate: 3",
      "  later at pulumi up: 2",
      "  later at admission in the cluster: 1",
    ]);
  });

  it("list each fix once, that of a rule that fails included", () => {
    const own = [
      verdict("broken", "one", { status: "error", fix: "mend the rule" }),
      verdict("broken", "two"),
      verdict("broken", "three"),
    ];
    expect(brokenLines(own, plain).slice(3)).toEqual([
      "    one: one is wrong",
      "    two: two is wrong",
      "    three: three is wrong",
      "    fix: mend the rule",
      "    fix: mend broken",
    ]);
  });

  it("are empty without violations", () => {
    expect(guardrailLines([verdict("kept", "one", { status: "pass" })], plain)).toEqual([]);
  });

  it("are red for violations, and yellow for warnings and waived violations", () => {
    const coloured = createColors(true);
    const titles = guardrailLines(verdicts, coloured).filter((line) => line.includes("["));
    expect(titles).toEqual([
      coloured.red("Violations: 3"),
      coloured.yellow("Warnings: 1"),
      coloured.yellow("Waived: 1"),
    ]);
  });

  it("of a quiet plan are a cost above the budget and violations, without an empty line before them", () => {
    const broken = guardrailLines(verdicts, plain).slice(0, 9);
    expect(brokenLines(verdicts, plain)).toEqual(broken);
    const plan = { verdicts, cost: smallPlan().cost, settings: fixtureSettings("dev") };
    expect(quietText(plan, { colors: false })).toBe(`${broken.slice(1).join("\n")}\n`);
    expect(quietText({ ...plan, verdicts: verdicts.slice(0, 3) }, { colors: false })).toBe("");
    const settings = { ...plan.settings, budget: { monthlyUsd: 1 } };
    expect(quietText({ ...plan, settings }, { colors: false })).toMatch(
      /^over budget: [\d,]+ USD a month expected, [\d,]+ more than the budget of 1\n\nViolations: 3\n/,
    );
    expect(quietText({ ...plan, settings, verdicts: [] }, { colors: false })).toMatch(
      /^over budget: .* budget of 1\n$/,
    );
  });
});
