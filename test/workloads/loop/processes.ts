import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ended } from "../../../sandbox/processes/processExit";
import type { PythonEnvironment } from "../../../sandbox/python/environment";
import { root } from "../../support/plan";

/** A workload in its environment, with variables for all its programs. */
export interface Workload {
  readonly name: string;
  readonly environment: PythonEnvironment;
  readonly variables: Readonly<Record<string, string>>;
}

/** Ending of a program. */
export interface Result {
  readonly status: number | null;
  /** The last line of standard output. */
  readonly line: string;
  readonly messages: string;
}

/** Runs a program of a workload with Python. */
export function run(workload: Workload, ...args: readonly string[]): Result {
  const { status, stdout, stderr } = spawnSync(workload.environment.program("python"), args, {
    env: variables(workload),
    encoding: "utf8",
  });
  return { status, line: stdout.trim().split("\n").at(-1) ?? "", messages: stderr };
}

/** A process that runs until it is stopped, with its log in a file. */
export class Running {
  private constructor(
    private readonly child: ChildProcess,
    private readonly log: string,
  ) {}

  /** Starts a module of Python and waits until an address answers. @throws Error with the log if it ends before. */
  static async start(workload: Workload, args: readonly string[], log: string, health: string): Promise<Running> {
    const output = openSync(log, "w");
    const child = spawn(workload.environment.program("python"), args, {
      cwd: path.dirname(log),
      stdio: ["ignore", output, output],
      env: variables(workload),
    });
    const running = new Running(child, log);
    for (const until = Date.now() + 240_000; ; await sleep(100)) {
      if ((await fetch(health).catch(() => undefined))?.ok) return running;
      if (Date.now() > until || child.exitCode !== null)
        throw new Error(readFileSync(running.log, "utf8").slice(-5000));
    }
  }

  /** Ends it with SIGTERM, as Kubernetes does. Returns its exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const gone = ended(this.child);
    this.child.kill("SIGTERM");
    return (await gone).code;
  }
}

function variables({ name, variables }: Workload): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PYTHONPATH: path.join(root, "workloads", name, "src"),
    PYTHONDONTWRITEBYTECODE: "1",
    ...variables,
  };
}
