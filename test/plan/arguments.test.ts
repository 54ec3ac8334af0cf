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
      mirrorList: undefined,
      parallel: undefined,
      tree: false,
      component: undefined,
      depth: undefined,
      quiet: false,
      help: false,
    });
  });

  it("prints the tree for --tree, --component and --depth", () => {
    for (const argv of [["--tree"], ["--component", "data"], ["--depth", "1"]]) {
      expect(planArguments(argv)).toMatchObject({ tree: true });
    }
  });

  it("reads every option", () => {
    const files = ["--json", "plan.json", "--markdown", "plan.md", "--html", "plan.html", "--against", "before.json"];
    const argv = [
      "--stack",
      "prod",
      ...files,
      "--manifests=out",
      "--charts",
      "charts",
      "--mirror-list",
      "mirror.json",
      "--component",
      "data",
      "--depth=2",
      "--parallel=32",
      "--quiet",
      "--help",
    ];
    expect(planArguments(argv)).toEqual({
      stack: "prod",
      json: "plan.json",
      markdown: "plan.md",
      html: "plan.html",
      against: "before.json",
      manifests: "out",
      charts: "charts",
      mirrorList: "mirror.json",
      tree: true,
      component: "data",
      depth: 2,
      parallel: 32,
      quiet: true,
      help: true,
    });
  });

  it.each([
    [["--stak", "dev"], "Unknown option '--stak'"],
    [["--json"], "Option '--json <value>' argument missing"],
    [["dev"], "Unexpected argument 'dev'"],
    [["--json", ""], "--json is empty"],
    [["--component", ""], "--component is empty"],
    [["--depth", "0"], '--depth is "0": it must be a whole number above 0'],
    [["--depth", "two"], '--depth is "two": it must be a whole number above 0'],
    [["--parallel", "-1"], "Option '--parallel' argument is ambiguous"],
    [["--parallel=1.5"], '--parallel is "1.5": it must be a whole number above 0'],
    [["--stack", "../dev"], '--stack is "../dev", which is not a valid name of a stack'],
    [["--stack", ""], '--stack is "", which is not a valid name of a stack'],
  ])("refuses %j with a fix", (argv, message) => {
    expect(() => planArguments(argv)).toThrow(UsageError);
    expect(() => planArguments(argv)).toThrow(message);
    expect(() => planArguments(argv)).toThrow("\n  fix: ");
  });
});
