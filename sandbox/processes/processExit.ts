import type { ChildProcess } from "node:child_process";

/** Exit code and signal of a process. */
export interface Ending {
  /** Null if a signal terminated it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Waits until a child process has exited and its output is read. @throws Error if it failed to start. */
export function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}
