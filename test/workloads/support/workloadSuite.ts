import { spawn } from "node:child_process";
import path from "node:path";
import { describe, it } from "vitest";
import { outputOf } from "../../../sandbox/processes/processExit";
import { pythonCache } from "../../../sandbox/python/environment";
import { root } from "../../support/plan";
import { environmentOrSkip } from "../../support/python";

/** Checks of a workload: name, program, arguments. */
const checks = [
  ["has no finding of ruff", "ruff", ["check", "--no-cache"]],
  ["is formatted", "ruff", ["format", "--check", "--no-cache"]],
  ["has types without errors", "mypy", ["--no-error-summary"]],
  ["passes its tests", "pytest", ["-p", "no:cacheprovider"]],
] as const;

/** Registers the checks of a workload, a folder below `workloads`, in the environment of its `requirements-dev.txt`. */
export async function workloadSuite(workload: string): Promise<void> {
  const folder = path.join(root, "workloads", workload);
  const environment = await environmentOrSkip(path.join(folder, "requirements-dev.txt"));
  describe.skipIf(!environment)(`workloads/${workload}`, () => {
    for (const [title, program, args] of checks) {
      it(title, async () => {
        if (environment) await run(environment.program(program), args, folder);
      });
    }
  });
}

/** Runs a program. @throws Error with its output if it fails. */
async function run(program: string, args: readonly string[], folder: string): Promise<void> {
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      PYTHONPATH: path.join(folder, "src"),
      // Nothing is written into the checkout.
      PYTHONDONTWRITEBYTECODE: "1",
      MYPY_CACHE_DIR: path.join(pythonCache(), "mypy", path.basename(folder)),
      HYPOTHESIS_STORAGE_DIRECTORY: path.join(pythonCache(), "hypothesis"),
      MLFLOW_DISABLE_TELEMETRY: "true",
    },
  });
  const { code, all } = await outputOf(child);
  if (code !== 0) throw new Error(`${path.basename(program)} ended with ${code}:\n${all.slice(-20_000)}`);
  // The closing line of pytest has the number of tests.
  const last = all.trim().split("\n").at(-1) ?? "";
  if (last !== "") process.stdout.write(`${path.basename(folder)}: ${last}\n`);
}
