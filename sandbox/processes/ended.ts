import type { ChildProcess } from "node:child_process";

/** How a process ended. */
export interface Ending {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Waits until a child has ended and all that it wrote was read. @throws whatever kept it from starting. */
export function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}
