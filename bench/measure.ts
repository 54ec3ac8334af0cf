import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** Time and memory of one run of a program. */
export interface Sample {
  /** Time from start to end, including Node's start. */
  readonly seconds: number;
  /** Processor time of all threads. Other programs on the machine affect it less. */
  readonly processorSeconds: number;
  /** Peak memory. */
  readonly peakMebibytes: number;
}

export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

const preload = path.join(__dirname, "usage.cjs");

/**
 * Runs Node once and measures it from outside.
 *
 * @param args Arguments of `node`.
 * @param folder Folder for a file that the process writes.
 * @param project Working directory. @default - this project
 * @throws Error with the output of the process if it fails.
 */
export function measure(args: readonly string[], folder: string, project = path.resolve(__dirname, "..")): Sample {
  const usageFile = path.join(folder, "usage.json");
  const started = performance.now();
  const { status, signal, stderr, error } = spawnSync(process.execPath, ["--require", preload, ...args], {
    cwd: project,
    env: { ...process.env, BENCH_USAGE_FILE: usageFile },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const seconds = (performance.now() - started) / 1000;
  if (error) throw error;
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status ?? signal}:\n${stderr}`);
  // Node reports microseconds and KiB.
  const usage: NodeJS.ResourceUsage = JSON.parse(readFileSync(usageFile, "utf8"));
  const processorSeconds = (usage.userCPUTime + usage.systemCPUTime) / 1e6;
  return { seconds, processorSeconds, peakMebibytes: usage.maxRSS / 1024 };
}

/** Returns the median, the minimum and the maximum. */
export function summary(values: readonly number[]): Summary {
  const sorted = [...values].sort((one, other) => one - other);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || min === undefined || max === undefined) {
    throw new Error("nothing was measured");
  }
  return { median: (low + high) / 2, min, max };
}
