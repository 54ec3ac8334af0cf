import { describe, expect, it } from "vitest";
import { UsageError } from "../../core/errors/usageError";
import { planArguments } from "../../plan/arguments";

describe("planArguments", () => {
  it("plans dev without any", () => {
    expect(planArguments([])).toEqual({
      stack: "dev",
      json: undefined,
      markdown: undefined,
      html: undefined,
      against: undefined,
      manifests: undefined,
      charts: undefined,
      quiet: false,
      help: false,
    });
  });

  it("reads all", () => {
    const files = ["--json", "plan.json", "--markdown", "plan.md", "--html", "plan.html", "--against", "before.json"];
    const argv = ["--stack", "prod", ...files, "--manifests=out", "--charts", "charts", "--quiet", "--help"];
    expect(planArguments(argv)).toEqual({
      stack: "prod",
      json: "plan.json",
      markdown: "plan.md",
      html: "plan.html",
      against: "before.json",
      manifests: "out",
      charts: "charts",
      quiet: true,
      help: true,
    });
  });

  it.each([
    [["--stak", "dev"], "Unknown option '--stak'"],
    [["--json"], "Option '--json <value>' argument missing"],
    [["dev"], "Unexpected argument 'dev'"],
    [["--json", ""], "--json names no file"],
    [["--charts", ""], "--charts names no file"],
    [["--stack", "../dev"], '--stack is "../dev", which no stack can be called'],
    [["--stack", ""], '--stack is "", which no stack can be called'],
  ])("refuses %j with a fix", (argv, message) => {
    expect(() => planArguments(argv)).toThrow(UsageError);
    expect(() => planArguments(argv)).toThrow(message);
    expect(() => planArguments(argv)).toThrow("\n  fix: ");
  });
});
