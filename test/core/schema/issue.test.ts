import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { formatPath, formatReport } from "../../../core/schema/issue";

const reported = (value: unknown) =>
  formatReport({
    source: 'Note "one"',
    issues: [{ path: ["a", 0, "b"], value, message: "must be text", fix: "write text" }],
    formatPath,
  });

describe("formatReport", () => {
  it("counts issues, and shows path, value, message and fix", () => {
    expect(reported(3)).toBe('Note "one" has 1 problem:\n\n  a[0].b = 3\n    must be text\n    fix: write text');
  });

  it.each([
    [undefined, "a[0].b\n"],
    [null, "a[0].b = null\n"],
    [Number.NaN, "a[0].b = NaN\n"],
    [Number.POSITIVE_INFINITY, "a[0].b = Infinity\n"],
    ["text", 'a[0].b = "text"\n'],
    [{ a: [1, undefined] }, 'a[0].b = {"a":[1,a undefined]}\n'],
    [() => "secret", "a[0].b = a function\n"],
    [pulumi.secret("hunter2"), "a[0].b = an output\n"],
    [{ key: pulumi.secret("hunter2") }, 'a[0].b = {"key":an output}\n'],
    [new Map([["secret", "hunter2"]]), "a[0].b = an instance of Map\n"],
    ["x".repeat(100), `a[0].b = "${"x".repeat(79)}…\n`],
  ])("shows %j", (value, line) => {
    expect(reported(value)).toContain(`  ${line}`);
  });
});
