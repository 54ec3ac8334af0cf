import { describe, expect, it } from "vitest";
import { comparison } from "../../../plan/diff/compare";
import { changesText } from "../../../plan/report/changesText";
import { planMarkdown } from "../../../plan/report/markdown";
import { ruleNames } from "../../../policies/catalogue";
import { documentOf, documentWith } from "../../support/documents";
import { hostile, largePlan, smallComparison, smallPlan } from "./plan";

const limit = 60_000;

describe("a plan as a comment", () => {
  it("begins with violations, resources and cost", () => {
    expect(planMarkdown(smallPlan()).split("\n").slice(0, 10)).toEqual([
      "## Plan of mlops-dev",
      "",
      "Stack dev, environment dev, us-west-2, account 111122223333.",
      "",
      "- **1 violation of mandatory rules**",
      "- 4 resources in 3 components, 1 protected from deletion or kept after it",
      "- &#36;20.00 a month (&#36;10.00 to &#36;300), 1 resource not included",
      "- The first `pulumi up` takes about 0 minutes",
      "- 1 resource hides its content from the plan: charts and Applications; admission judges their objects",
      "",
    ]);
  });

  it("shows changes first, the most severe on top, with reasons and values", () => {
    const text = planMarkdown(smallPlan(), smallComparison());
    expect(text).toContain("- **1 updated, 1 replaced, 1 deleted**; cost unchanged\n");
    expect(text).toContain("- This change takes about 3 minutes\n");
    expect(text).toContain("Duration: about 3 minutes for this change");
    expect(text).toContain("| update | `data-database` | 135 | 0 |");
    expect(text.slice(text.indexOf("### Changes"), text.indexOf("### Guardrails"))).toBe(
      [
        "### Changes",
        "",
        "Against a plan of stack dev, commit 0123456 of 2026-01-30.",
        "",
        "> [!CAUTION]",
        "> data lost: 1, protected: 1, irreversible: 1.",
        "",
        "**Look at these first**",
        "",
        "- delete `s3.Bucket data / old`",
        "  - **data lost: deletes its objects**",
        "- replace `s3.Bucket data / artifacts`",
        "  - **protected: Pulumi refuses to replace it**",
        "  - `bucket`: `b → a`",
        "- update `rds.Instance data / database`",
        "  - **irreversible: grows storage from 4 to 8 GiB: it never shrinks**",
        "  - `allocatedStorage`: `4 → 8`",
        "",
        "",
      ].join("\n"),
    );
  });

  it("states that nothing changes, and that a comparison with another stack is of little use", () => {
    const plan = smallPlan();
    expect(planMarkdown(plan, comparison(plan, plan))).toContain(
      "### Changes\n\nAgainst a plan of stack dev.\n\nNone.\n",
    );
    const other = comparison({ ...plan, stack: "prod" }, plan);
    const warning =
      "The baseline is a plan of another stack, prod: resources named after a stack are created and deleted.";
    expect(planMarkdown(plan, other)).toContain(`Against a plan of stack prod. ${warning}\n`);
    expect(changesText(plan, other, { colors: false })).toContain(`against a plan of stack prod\n${warning}\n`);
  });

  it("groups verdicts, those that failed with their fix", () => {
    const text = planMarkdown(smallPlan());
    expect(text.slice(text.indexOf("### Guardrails"), text.indexOf("### Cost"))).toBe(
      [
        "### Guardrails",
        "",
        `1 of ${ruleNames().length} rules apply, to 2 resources: 1 passed, 1 violation, 1 deferred, 1 waived. 1 resource hides its content from the plan: charts and Applications; admission judges their objects.`,
        "",
        "**Violations**",
        "",
        "- `bucket-encrypted` (high, mandatory) `data / artifacts`: is not encrypted",
        "  - fix: name a key",
        "",
        "<details>",
        "<summary>Waived: 1</summary>",
        "",
        "- `bucket-encrypted` (high, mandatory) `data / database`: is not encrypted",
        "",
        "</details>",
        "",
        "<details>",
        "<summary>Deferred to a later gate: 1</summary>",
        "",
        "- `bucket-encrypted` (high, mandatory, at up) `data / database`: is not encrypted",
        "",
        "</details>",
        "",
        "",
      ].join("\n"),
    );
  });

  it("shows the cost by component", () => {
    expect(planMarkdown(smallPlan())).toContain("| `data` | &#36;10.00 | &#36;20.00 | &#36;300 |\n");
    expect(planMarkdown(documentWith([]))).not.toContain("### Cost");
  });

  it("shows values as text and does not execute them", () => {
    const after = smallPlan(8, hostile);
    const text = planMarkdown(after, smallComparison(after));
    expect(text).toContain('  - `bucket`: ``b → </script><img src=x onerror="alert(1)"> `|` @who **bold**``\n');
    // Outside code there is nothing of it.
    expect(text.replace(/(`+)[^`].*?[^`]\1(?!`)/g, "")).not.toMatch(/<img|@who|\*\*bold/);
  });
});

describe("its size", () => {
  it("is below the limit for prod, created whole too", async () => {
    const prod = await documentOf("prod");
    const nothing = { ...prod, resources: [], cost: { ...prod.cost, items: [] } };
    for (const before of [prod, nothing]) {
      expect(Buffer.byteLength(planMarkdown(prod, comparison(before, prod)))).toBeLessThan(limit);
    }
  });

  it("is below the limit for any plan, and what is left out is counted", () => {
    const [before, after] = [largePlan(3000, "ä".repeat(500)), largePlan(3000, "ö".repeat(500))];
    const text = planMarkdown(after, comparison(before, after));
    expect(Buffer.byteLength(text)).toBeLessThan(limit);
    expect(text).toContain("1000 replaced");
    expect(text).toMatch(/^- and \d{3,} more$/m);
    expect(text).toMatch(/^\| and \d+ more \|/m);
  });
});

describe("long values", () => {
  it("are shown if they differ", () => {
    const long = (end: string) => smallPlan(8, `${"a".repeat(200)}-${end}`);
    const text = planMarkdown(long("new"), comparison(long("old"), long("new")));
    expect(text).toContain(`\`bucket\`: \`…${"a".repeat(19)}-old → …${"a".repeat(19)}-new\`\n`);
  });
});

describe("changes in the terminal", () => {
  it("show reasons and values, the most severe first", () => {
    expect(changesText(smallPlan(), smallComparison(), { colors: false })).toBe(
      [
        "changes against a plan of stack dev, commit 0123456 of 2026-01-30",
        "",
        "  1 updated, 1 replaced, 1 deleted; cost unchanged",
        "",
        "Look at these first: 3",
        "  delete s3.Bucket data / old",
        "    data lost: deletes its objects",
        "  replace s3.Bucket data / artifacts",
        "    protected: Pulumi refuses to replace it",
        "    bucket: b → a",
        "  update rds.Instance data / database",
        "    irreversible: grows storage from 4 to 8 GiB: it never shrinks",
        "    allocatedStorage: 4 → 8",
        "",
      ].join("\n"),
    );
  });
});
