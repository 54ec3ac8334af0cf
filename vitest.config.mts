import { defineConfig, type TestUserConfig } from "vitest/config";

/** Tests that change what belongs to their process, or watch it: each file has a process of its own. */
const alone = [
  "test/architecture/**/*.test.ts",
  "test/plan/{cli,guardrails,sameProgram}.test.ts",
  "test/plan/recorder/**/*.test.ts",
  // Mocks a module that others have loaded.
  "test/policies/kubernetes/exemptions.test.ts",
  "test/sandbox/processes/**/*.test.ts",
  "test/stacks/{arguments,own}.test.ts",
];

const common: Pick<TestUserConfig, "pool" | "setupFiles" | "testTimeout" | "hookTimeout"> = {
  pool: "forks",
  setupFiles: ["./core/loader.cjs"],
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    // Nobody works on the machine meanwhile: by default one core would idle.
    maxWorkers: "100%",
    globalSetup: ["./test/support/setup.ts"],
    reporters: ["default"],
    projects: [
      { test: { ...common, name: "alone", include: alone, sequence: { groupOrder: 0 } } },
      // All others share a process for each worker, which loads Pulumi's SDK once.
      {
        test: {
          ...common,
          name: "shared",
          include: ["test/**/*.test.ts"],
          exclude: alone,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
