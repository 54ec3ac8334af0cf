import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { code, escapeMarkdown, folded, limited, row, table } from "../../../plan/report/markdownText";
import { dollars, dollarsMore, monthlyText } from "../../../plan/report/money";

describe("text in Markdown", () => {
  it("is shown as it is", () => {
    expect(escapeMarkdown("a_b *c* <b> [d](e) | @who #1 `x` $1\nnext")).toBe(
      "a&#95;b &#42;c&#42; &#60;b&#62; &#91;d&#93;(e) &#124; &#64;who &#35;1 &#96;x&#96; &#36;1 next",
    );
  });

  it("escapes Markdown and HTML", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeMarkdown(text).replace(/&#\d+;/g, "")).not.toMatch(/[\\`*_[\]#|<>~@&$!\n]/);
      }),
    );
  });

  it("in code has a fence that is not part of it", () => {
    expect(code("a|b")).toBe("`a\\|b`");
    expect(code("a|b", false)).toBe("`a|b`");
    expect(code("a`b``c")).toBe("```a`b``c```");
    expect(code("`a`")).toBe("`` `a` ``");
    expect(code("")).toBe("`  `");
  });

  it("is cut with a count if it is too long", () => {
    expect(limited(["aaaa", "bbbb", "cccc"], 10, (left) => `${left} more`)).toEqual(["aaaa", "bbbb", "1 more"]);
    expect(limited(["ää"], 4, (left) => `${left} more`)).toEqual(["1 more"]);
    expect(limited(["a"], 4, (left) => `${left} more`)).toEqual(["a"]);
  });

  it("folds with the empty lines that GitHub needs", () => {
    expect(folded("title", ["line"])).toEqual([
      "<details>",
      "<summary>title</summary>",
      "",
      "line",
      "",
      "</details>",
      "",
    ]);
    expect(folded("title", [])).toEqual([]);
  });

  it("makes tables", () => {
    expect(table(["what", "cost:"], [row("a", "1")])).toEqual(["| what | cost |", "| --- | ---: |", "| a | 1 |"]);
  });
});

describe("money", () => {
  it.each([
    [0, "$0", "unchanged"],
    [0.004, "$0", "unchanged"],
    [3.651, "$3.65", "+$3.65"],
    [99.99, "$99.99", "+$99.99"],
    [99.999, "$100", "+$100"],
    [1234567.4, "$1,234,567", "+$1,234,567"],
    [-1234.5, "−$1,235", "−$1,235"],
  ])("%d is %s", (amount, text, more) => {
    expect(dollars(amount)).toBe(text);
    expect(dollarsMore(amount)).toBe(more);
  });

  it("shows a range if minimum and maximum differ", () => {
    expect(monthlyText({ minimum: 1, expected: 1, maximum: 1 })).toBe("$1.00 a month");
    expect(monthlyText({ minimum: 0, expected: 1, maximum: 200 })).toBe("$1.00 a month ($0 to $200)");
  });
});
