import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { differences, pathPattern, pathText, valuesAt } from "../../../core/changes/differences";
import { sortKeys } from "../../../core/json/json";
import { compare, comparison } from "../../../plan/diff/compare";
import { parseEarlierPlan } from "../../../plan/diff/earlierPlan";
import { type PlanDocument, planText } from "../../../plan/document";
import { documentOf } from "../../support/documents";

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)));

describe("compare", () => {
  let dev: PlanDocument;
  let prod: PlanDocument;

  beforeAll(async () => {
    dev = await documentOf("dev");
    prod = await documentOf("prod");
  });

  it("finds nothing between a plan and itself, written and read again too", () => {
    for (const plan of [dev, prod]) {
      expect(compare(plan, plan)).toEqual([]);
      expect(compare(parseEarlierPlan("plan.json", planText(plan)), plan)).toEqual([]);
    }
  });

  it("deletes one way what it creates the other way, at the same price", () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: prod.resources.length, maxLength: prod.resources.length }),
        (keep) => {
          const part = { ...prod, resources: prod.resources.filter((_, index) => keep[index]) };
          const created = compare(part, prod).filter(({ kind }) => kind === "create");
          const deleted = compare(prod, part).filter(({ kind }) => kind === "delete");
          expect(deleted.map(({ urn }) => urn)).toEqual(created.map(({ urn }) => urn));
          deleted.forEach(({ costDelta }, index) => {
            expect(costDelta.expected).toBeCloseTo(-(created[index]?.costDelta.expected ?? 0));
          });
          expect(compare(part, prod)).toHaveLength(created.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("reports the total difference if the resources explain it", () => {
    const { changes } = comparison({ ...prod, resources: [], cost: { ...prod.cost, items: [] } }, prod);
    const sum = changes.reduce((total, { costDelta }) => total + costDelta.expected, 0);
    expect(sum).toBeCloseTo(prod.cost.monthly.expected, 0);
  });
});

describe("differences", () => {
  it("are none between equal values, in whatever order their keys are", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(differences(value, sortKeys(value))).toEqual([]);
      }),
    );
  });

  it("are there between others, with both values", () => {
    fc.assert(
      fc.property(json, json, (one, other) => {
        const found = differences(one, other);
        expect(found.length === 0).toBe(JSON.stringify(sortKeys(one)) === JSON.stringify(sortKeys(other)));
        for (const { before, after } of found) expect(before).not.toEqual(after);
      }),
    );
  });

  it("have paths that read as they are written", () => {
    const segment = fc.oneof(fc.string({ minLength: 1 }), fc.nat(20));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(segment), (first, rest) => {
        const path = [first, ...rest];
        expect(pathPattern(pathText(path))).toEqual(path.map(String));
      }),
    );
  });

  it("compare a list as a whole if its length or its texts differ", () => {
    expect(differences({ a: ["x", "y"] }, { a: ["x", "z"] }).map(({ path }) => path)).toEqual([["a"]]);
    expect(differences({ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }, { b: 3 }] }).map(({ path }) => path)).toEqual([
      ["a", 1, "b"],
    ]);
    expect(differences({ a: [{ b: 1 }] }, { a: [{ b: 1 }, { b: 3 }] }).map(({ path }) => path)).toEqual([["a"]]);
  });

  it("look through lists", () => {
    expect(valuesAt({ a: [{ b: 1 }, { b: [2, 3] }, {}] }, ["a", "b"])).toEqual([1, 2, 3]);
  });
});
