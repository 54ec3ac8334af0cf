import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readIfExists } from "../home";
import { startOf } from "./identity";

/**
 * Runs an action that only one process should run at a time. The lock file names its holder, so that the lock of a dead
 * process is ignored. Two processes that take over such a lock at the same moment may both run, so the action must
 * allow that.
 *
 * @param waiting Called once if another process holds the lock.
 */
export async function withLock<Result>(
  lock: string,
  waiting: (holder: number) => void,
  run: () => Promise<Result>,
): Promise<Result> {
  mkdirSync(path.dirname(lock), { recursive: true });
  for (let reported = false; !take(lock); await sleep(500)) {
    const [, pid, start] = /^(\d+) (.*)$/.exec(readIfExists(lock) ?? "") ?? [];
    if (pid === undefined) {
      // An empty lock is being written. If it stays empty, its holder died while writing.
      if (ageMs(lock) > writingMs) rmSync(lock, { force: true });
    } else if (startOf(Number(pid)) !== start) rmSync(lock, { force: true });
    else if (!reported) {
      waiting(Number(pid));
      reported = true;
    }
  }
  try {
    return await run();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Maximum time for writing a lock. */
const writingMs = 5_000;

/** Milliseconds since a file was written; 0 if it does not exist. */
function ageMs(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? Date.now() - stat.mtimeMs : 0;
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid} ${startOf(process.pid)}`, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
