import { describe, expect, it } from "vitest";
import { planDifferences } from "../../../bench/yardstick/planDifferences";

const resource = { urn: "urn:a", type: "mlops:mesh:Istio", dependsOn: ["urn:b", "urn:c"], source: "mesh/istio.ts:1" };
const renames = [{ pattern: "mlops:mesh:", by: "mlops:index:", why: "types are independent of folders" }];

function plan(resources: readonly object[], more: object = {}): string {
  return JSON.stringify({ version: 1, resources, ...more });
}

describe("the yardstick", () => {
  it("reports nothing for plans that differ only in source locations, names of the map and order", () => {
    const moved = { ...resource, type: "mlops:index:Istio", source: "istio/istio.ts:9", dependsOn: ["urn:c", "urn:b"] };
    const other = { urn: "urn:z", type: "aws:s3/bucket:Bucket" };
    expect(planDifferences(plan([resource, other]), plan([other, moved]), renames)).toEqual([]);
  });

  it("reports what is added, removed and changed, with both values", () => {
    const before = plan([resource, { urn: "urn:old" }], { cost: { monthly: 1 } });
    const after = plan([{ ...resource, dependsOn: ["urn:b"] }, { urn: "urn:new" }], { cost: { monthly: 2 } });
    expect(planDifferences(before, after, [])).toEqual([
      "cost at monthly: 1 -> 2",
      'resources urn:a at dependsOn: ["urn:b","urn:c"] -> ["urn:b"]',
      "resources urn:new: is new",
      "resources urn:old: is gone",
    ]);
  });

  it("omits passed rules and their number", () => {
    const verdict = { rule: "no-ssh", urn: "urn:a", message: "lets SSH in" };
    const before = plan([], { verdicts: [{ ...verdict, status: "pass", message: "" }] });
    expect(planDifferences(before, plan([], { verdicts: [], verdictCounts: { total: {} } }), [])).toEqual([]);
    const broken = plan([], { verdicts: [{ ...verdict, status: "fail" }] });
    expect(planDifferences(before, broken, [])).toEqual(["verdicts urn:a no-ssh lets SSH in: is new"]);
  });
});
