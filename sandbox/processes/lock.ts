import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readIfThere } from "../home";
import { startOf } from "./identity";

/**
 * Runs what only one process should do at a time. The lock names its holder, so that a holder that died keeps nobody
 * out. Two that take over from a dead one at the same moment may both run: what they do must bear that.
 *
 * @param waiting Is told, once, that another process holds the lock.
 */
export async function exclusively<Result>(
  lock: string,
  waiting: (holder: number) => void,
  run: () => Promise<Result>,
): Promise<Result> {
  mkdirSync(path.dirname(lock), { recursive: true });
  for (let told = false; !take(lock); await sleep(500)) {
    const [, pid, start] = /^(\d+) (.*)$/.exec(readIfThere(lock) ?? "") ?? [];
    if (pid === undefined) {
      // A lock that is being written names nobody yet; one that stays so was left by a holder that died while writing.
      if (ageMs(lock) > writingMs) rmSync(lock, { force: true });
    } else if (startOf(Number(pid)) !== start) rmSync(lock, { force: true });
    else if (!told) {
      waiting(Number(pid));
      told = true;
    }
  }
  try {
    return await run();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Longest time that writing a lock takes. */
const writingMs = 5_000;

/** Milliseconds since a file was written; 0 where it is gone. */
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
