import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/e2e/**/*.e2e.ts"],
    // Two sandboxes at a time: each is a whole Kubernetes, in a GiB, and waits for itself half of the time.
    pool: "forks",
    maxWorkers: 2,
    setupFiles: ["./core/loader.cjs"],
    globalSetup: ["./test/support/setup.ts", "./test/e2e/support/toolchain.ts"],
    // Steps of a file build on one another: what follows a failed one would only repeat it.
    bail: 1,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: ["verbose"],
  },
});
