import { createColors } from "picocolors";
import { describe, expect, it } from "vitest";
import { brokenLines, guardrailCounts, guardrailLines } from "../../plan/guardrailText";
import { brokenText } from "../../plan/terminal";
import { hiddenPods, opaqueContent } from "../../policies/opaqueVerdicts";
import type { Verdict } from "../../policies/verdict";
import { judged } from "../support/documents";

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
  it("is a line: what passed, is broken or warned of, is judged later and was waived", () => {
    const verdicts = [
      verdict("a", "one", { status: "pass" }),
      verdict("a", "two"),
      verdict("b", "two", { status: "error" }),
      verdict("b", "three", advisory),
      verdict("b", "four", { status: "deferred", gate: "up" }),
      verdict("c", "one", { status: "waived" }),
    ];
    expect(guardrailCounts({ ...judged(verdicts), opaque: ["x", "y"] })).toBe(
      "3 guardrails on 3 resources: 1 passed, 2 broken, 1 warning, 1 judged later, 1 waived; 2 resources hide their content",
    );
  });

  it("says nothing of what there is not", () => {
    expect(guardrailCounts({ ...judged([verdict("a", "one", { status: "pass" })]), opaque: [] })).toBe(
      "1 guardrail on 1 resource: 1 passed, 0 broken; 0 resources hide their content",
    );
    expect(guardrailCounts({ ...judged([verdict("a", "one", advisory)]), opaque: [] })).toContain(
      ": 0 passed, 0 broken, 1 warning; ",
    );
  });

  it("takes what hides its content for no rule", () => {
    const later = { status: "deferred", gate: "admission" } as const;
    const hidden = [verdict(opaqueContent, "chart", later), verdict(hiddenPods, "model", later)];
    expect(guardrailCounts({ ...judged([verdict("a", "one"), ...hidden]), opaque: ["chart"] })).toMatch(
      /^1 guardrail on 1 resource: .*; 1 resource hides its content$/,
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

  it("are mandatory rules first, by rule and with its fix, then warnings, what is waived and why, and who judges later", () => {
    expect(guardrailLines(verdicts, plain)).toEqual([
      "",
      "Broken guardrails: 3",
      "  broken (high, mandatory)",
      "    four: four is wrong",
      "    seven: seven is wrong",
      "    fix: mend broken",
      "  unjudged (high, mandatory)",
      "    six: six is wrong",
      "    fix: mend unjudged",
      "",
      "Warnings of guardrails: 1",
      "  warned (low, advisory)",
      "    one: one is wrong",
      "    fix: mend warned",
      "",
      "Waived: 1",
      "  waived (high, mandatory)",
      "    two: is wrong; waived until 2027-03-31: it is old",
      "",
      "Judged later: 3",
      "  later at up: 2",
      "  later at admission: 1",
    ]);
  });

  it("have each fix once, also where the rule itself cannot judge what comes first", () => {
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

  it("are none where every rule is kept", () => {
    expect(guardrailLines([verdict("kept", "one", { status: "pass" })], plain)).toEqual([]);
  });

  it("are red where something stops the plan, and yellow where it is only told", () => {
    const coloured = createColors(true);
    const titles = guardrailLines(verdicts, coloured).filter((line) => line.includes("["));
    expect(titles).toEqual([
      coloured.red("Broken guardrails: 3"),
      coloured.yellow("Warnings of guardrails: 1"),
      coloured.yellow("Waived: 1"),
    ]);
  });

  it("of a quiet plan are those that stop it, and no empty one before", () => {
    const broken = guardrailLines(verdicts, plain).slice(0, 9);
    expect(brokenLines(verdicts, plain)).toEqual(broken);
    expect(brokenText(verdicts, { colors: false })).toBe(`${broken.slice(1).join("\n")}\n`);
    expect(brokenText(verdicts.slice(0, 3), { colors: false })).toBe("");
  });
});
