import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { fixtureConfig, fixtureProgram } from "../fixtures/fixtures";
import { root } from "../support/plan";

/** Runs the program as the SDK's mocks run it, and lists the project's modules that it has loaded. */
const script = `
  const pulumi = require("@pulumi/pulumi");
  const path = require("node:path");
  const { config } = JSON.parse(process.argv[1]);
  pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) }, "mlops", "prod");
  pulumi.runtime.setAllConfig(config);
  require("./${fixtureProgram}");
  const own = Object.keys(require.cache).map((file) => path.relative(process.cwd(), file));
  require("node:fs").writeSync(1, JSON.stringify(own.filter((file) => !/^(\\.\\.|node_modules)/.test(file))));
  // The program is not run to its end: the SDK would complain.
  process.reallyExit(0);
`;

describe("a preview", () => {
  it("loads neither the plan nor prices, nor anything of the sandbox", () => {
    const stack = JSON.stringify(fixtureConfig("prod"));
    const command = ["--require", "./core/loader.cjs", "-e", script, stack];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    const loaded: string[] = JSON.parse(stdout);
    expect(loaded).toContain("components/platform/platform.ts");
    expect(loaded).toContain("policies/admissionPolicies.ts");
    const beyondProgram = loaded.filter((file) => !file.startsWith("test/fixtures/"));
    expect(beyondProgram.filter((file) => /^(plan|sandbox|generate|bench|test)\/|tandIn|prices/i.test(file))).toEqual(
      [],
    );
  });
});
