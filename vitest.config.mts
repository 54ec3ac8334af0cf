import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A process a file: Pulumi's SDK keeps the program that it runs in global state.
    pool: "forks",
    // Nobody works on the machine meanwhile: by default one core would idle.
    maxWorkers: "100%",
    globalSetup: ["./test/support/setup.ts"],
    setupFiles: ["./core/loader.cjs"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ["default"],
  },
});
