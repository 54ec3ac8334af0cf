import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readIfThere } from "../home";

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
    const holder = Number(readIfThere(lock) ?? Number.NaN);
    if (Number.isInteger(holder) && holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    else if (!told && holder > 0) {
      waiting(holder);
      told = true;
    }
  }
  try {
    return await run();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Whether there is such a process, whoever's it is. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
