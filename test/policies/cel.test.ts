import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Quantity } from "../../core/kubernetes/quantities";
import { evaluate } from "../../policies/cel/environment";
import { hasDigest, hasTagOtherThanLatest } from "../../policies/cel/images";

/**
 * Functions of Kubernetes' CEL that we add to the evaluator. test/e2e shows on a real API server that it gives the same
 * results.
 */

/** Suffixes in billionths, the smallest unit of Kubernetes. */
const units = {
  n: 1n,
  u: 10n ** 3n,
  m: 10n ** 6n,
  "": 10n ** 9n,
  k: 10n ** 12n,
  M: 10n ** 15n,
  G: 10n ** 18n,
  Ki: 1024n * 10n ** 9n,
  Mi: 1024n ** 2n * 10n ** 9n,
  Gi: 1024n ** 3n * 10n ** 9n,
} as const;

type Unit = keyof typeof units;
const unitNames = Object.keys(units) as Unit[];

/** A quantity and its value: whole, or with thousandths if the unit is large enough. */
const amount = fc
  .record({
    sign: fc.constantFrom("", "+", "-"),
    whole: fc.nat({ max: 1_000_000 }),
    thousandths: fc.option(fc.nat({ max: 999 }), { nil: undefined }),
    unit: fc.constantFrom(...unitNames),
  })
  .map(({ sign, whole, thousandths, unit }) => {
    const parts = unit === "n" ? undefined : thousandths;
    const fraction = parts === undefined ? "" : `.${String(parts).padStart(3, "0")}`;
    const nanos = BigInt(whole) * units[unit] + (BigInt(parts ?? 0) * units[unit]) / 1000n;
    return { text: `${sign}${whole}${fraction}${unit}`, nanos: sign === "-" ? -nanos : nanos };
  });

function order(one: bigint, other: bigint): bigint {
  if (one === other) return 0n;
  return one < other ? -1n : 1n;
}

function evaluated(expression: string, a: string, b: string): unknown {
  return evaluate(expression, { object: { a, b } });
}

describe("quantities", () => {
  it("are ordered by their exact values", () => {
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        const compared = order(one.nanos, other.nanos);
        const { text: a } = one;
        const { text: b } = other;
        expect(evaluated("quantity(object.a).compareTo(quantity(object.b))", a, b)).toBe(compared);
        expect(evaluated("quantity(object.a).isGreaterThan(quantity(object.b))", a, b)).toBe(compared === 1n);
        expect(evaluated("quantity(object.a).isLessThan(quantity(object.b))", a, b)).toBe(compared === -1n);
      }),
    );
  });

  it("are added exactly, any number of times", () => {
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 20 }), (amounts) => {
        const zero = Quantity.parse("0");
        const sum = amounts.reduce((so, { text }) => {
          const next = Quantity.parse(text);
          return so && next && so.add(next);
        }, zero);
        expect(sum?.nanos).toBe(amounts.reduce((so, { nanos }) => so + nanos, 0n));
      }),
    );
  });

  it.each([
    ["1e3", "1k"],
    ["1.5Gi", "1536Mi"],
    ["0.5", "500m"],
    [".5", "500m"],
    ["5.", "5"],
    ["1E", "1000P"],
    ["1E3", "1000"],
    ["12e-3", "12m"],
    ["-1", "-1000m"],
  ])("treat %s as equal to %s", (one, other) => {
    expect(evaluated("quantity(object.a).compareTo(quantity(object.b)) == 0", one, other)).toBe(true);
  });

  it.each(["", "Gi", "1 Gi", "1gi", "1K", "one", "1.2.3", "0x10", "1e", "--1", "1Gi\n"])("reject %j", (text) => {
    expect(evaluate("isQuantity(object.a)", { object: { a: text } })).toBe(false);
    expect(() => evaluate("quantity(object.a)", { object: { a: text } })).toThrow(
      "must be a Kubernetes quantity, such as 500m or 1Gi",
    );
  });

  it("may be numbers, and are summed as whole numbers", () => {
    const object = { all: [{ gpus: 2n }, { gpus: "3" }, {}] };
    const expression = "object.all.map(c, quantity(string(c.?gpus.orValue(0))).asInteger()).sum()";
    expect(evaluate(expression, { object })).toBe(5n);
    expect(evaluate(expression, { object: { all: [] } })).toBe(0n);
    expect(() => evaluate(expression, { object: { all: [{ gpus: "500m" }] } })).toThrow(
      "the quantity is not a whole number",
    );
  });
});

describe("max", () => {
  it("returns the greatest number, and throws for an empty list as in Kubernetes", () => {
    expect(evaluate("object.all.max()", { object: { all: [2n, 9n, 3n] } })).toBe(9n);
    expect(() => evaluate("object.all.max()", { object: { all: [] } })).toThrow("max of an empty list");
  });
});

describe("find", () => {
  it.each([
    ["quay.io/argoproj/argocd:v3.0.0", ":[^:/]+$", ":v3.0.0"],
    ["quay.io:443/argocd", ":[^:/]+$", ""],
    ["a1b22", "[0-9]+", "1"],
  ])("finds in %s the first match of %s", (a, b, expected) => {
    expect(evaluated("object.a.find(object.b)", a, b)).toBe(expected);
  });
});

describe("images", () => {
  const digest = `sha256:${"0".repeat(64)}`;
  it.each([
    ["server", false, false],
    ["server:latest", false, false],
    ["server:1.0.0", true, false],
    ["host:5000/server", false, false],
    ["host:5000/server:1.0.0", true, false],
    ["host:5000/team/server:latest-stable", true, false],
    [`server@${digest}`, false, true],
    [`host:5000/server:1.0.0@${digest}`, false, true],
    [`server:1.0.0@${digest.slice(0, -1)}`, false, false],
  ])("%s: fixed tag %s, digest %s", (image, tag, pinned) => {
    const object = { image };
    expect(evaluate(hasTagOtherThanLatest("object.image"), { object })).toBe(tag);
    expect(evaluate(hasDigest("object.image"), { object })).toBe(pinned);
  });
});

describe("unsupported expressions", () => {
  it.each(["object.a.reverse()", "frobnicate(object.a)", "quantity(1)", "object.a.matches('[')"])(
    "%s throws",
    (expression) => {
      expect(() => evaluate(expression, { object: { a: "text" } })).toThrow();
    },
  );

  it("throw for a missing field, as in Kubernetes", () => {
    expect(() => evaluate("object.b", { object: {} })).toThrow("No such key");
    expect(evaluate("object.?b.orValue('none')", { object: {} })).toBe("none");
  });
});
