import { spawnSync } from "node:child_process";
import { UsageError } from "../../core/errors/usageError";
import { type PythonEnvironment, readyEnvironment } from "../../sandbox/python/environment";

/**
 * Returns the environment of a requirements file. Where Python or the package index is missing, it prints the reason
 * and returns undefined, and the tests are skipped. In CI (`CI=true`) nothing is skipped: it throws.
 */
export async function environmentOrSkip(requirements: string): Promise<PythonEnvironment | undefined> {
  try {
    return await readyEnvironment(requirements);
  } catch (error) {
    if (process.env.CI === "true" || !(error instanceof UsageError)) throw error;
    process.stderr.write(`SKIPPED, no Python environment of ${requirements}: ${error.message}\n`);
    return undefined;
  }
}

/**
 * Whether tests that run a script with `python3` are skipped: there is no `python3`, and this is not CI. It prints the
 * reason.
 */
export function withoutPython(): boolean {
  if (process.env.CI === "true" || spawnSync("python3", ["--version"]).status === 0) return false;
  process.stderr.write("SKIPPED, the tests of Python scripts: there is no python3 on PATH\n");
  return true;
}
