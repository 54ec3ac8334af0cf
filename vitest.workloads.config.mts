import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/workloads/**/*.suite.ts"],
    pool: "forks",
    maxWorkers: 2,
    setupFiles: ["./core/loader.cjs"],
    testTimeout: 900_000,
    // Includes the installation of packages.
    hookTimeout: 600_000,
    reporters: ["verbose"],
  },
});
