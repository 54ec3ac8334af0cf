import type { ChildProcess } from "node:child_process";

/** Exit code and signal of a process. */
export interface Ending {
  /** Null if a signal terminated it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Ending of a process, with what it wrote to its pipes. */
export interface Output extends Ending {
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they arrived. */
  readonly all: string;
}

/** Collects the output of a child process until it has exited. @throws Error if it failed to start. */
export async function outputOf(child: ChildProcess): Promise<Output> {
  const output = { stdout: "", stderr: "", all: "" };
  for (const pipe of ["stdout", "stderr"] as const) {
    child[pipe]?.setEncoding("utf8").on("data", (text: string) => {
      output[pipe] += text;
      output.all += text;
    });
  }
  const ending = await ended(child);
  return { ...ending, ...output };
}

/** Waits until a child process has exited and its output is read. @throws Error if it failed to start. */
export function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}
