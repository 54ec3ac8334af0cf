import { spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { readIfExists, type SandboxHome, writeAtomically } from "../home";
import { startOf } from "./identity";

export interface ProcessSpec {
  readonly command: string;
  readonly args: readonly string[];
  /** Variables in addition to the environment of the sandbox's command. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const recorded = z.strictObject({ pid: z.int().positive(), start: z.string() });
type Recorded = z.output<typeof recorded>;

/**
 * Processes of a sandbox. They keep running after the command that started them exits. Each is recorded with its ID and
 * start time, so that a later command finds it and does not confuse it with another process of the same ID.
 */
export class Processes {
  private closed = false;

  constructor(private readonly home: SandboxHome) {}

  /** Prevents further starts, so that stopping a sandbox does not race with starting it. */
  close(): void {
    this.closed = true;
  }

  /** Starts a process if it is not running. Its output goes to `logs/<name>.log`. */
  async start(name: string, { command, args, env = {}, cwd }: ProcessSpec): Promise<void> {
    if (this.closed) throw new Error(`${name} is not started: the sandbox is being stopped`);
    if (this.isRunning(name)) return;
    const log = openSync(this.home.file("logs", `${name}.log`), "a", 0o600);
    try {
      const child = spawn(command, [...args], {
        cwd: cwd ?? this.home.folder,
        env: { ...process.env, ...env },
        detached: true,
        stdio: ["ignore", log, log],
      });
      const pid = await new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("spawn", () =>
          child.pid === undefined ? reject(new Error(`${name} has no id`)) : resolve(child.pid),
        );
      });
      child.unref();
      writeAtomically(
        this.home.file("processes", `${name}.json`),
        JSON.stringify({ pid, start: startOf(pid) ?? "gone" }),
      );
      // The sandbox was closed during the start, so no other code stops this process.
      if (this.closed) await this.stop(name);
    } finally {
      closeSync(log);
    }
  }

  /** Names of processes that were started and not stopped, including those that have exited. */
  get names(): string[] {
    return readdirSync(this.home.directory("processes"))
      .flatMap((file) => (file.endsWith(".json") ? [path.basename(file, ".json")] : []))
      .sort();
  }

  isRunning(name: string): boolean {
    return this.alive(name) !== undefined;
  }

  /** Returns the resident memory of running processes by name, bytes. It is empty if the system does not report it. */
  memory(): Record<string, number> {
    const found: Record<string, number> = {};
    for (const name of this.names) {
      const pid = this.alive(name)?.pid;
      const status = pid === undefined ? undefined : readIfExists(`/proc/${pid}/status`);
      const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(status ?? "")?.[1];
      if (kibibytes !== undefined) found[name] = Number(kibibytes) * 1024;
    }
    return found;
  }

  /** Terminates a process, and kills it after a grace period. @param graceMs Grace period, ms. */
  async stop(name: string, graceMs = 10_000): Promise<void> {
    const alive = this.alive(name);
    if (alive) {
      process.kill(alive.pid, "SIGTERM");
      const ended = await this.ends(name, graceMs);
      if (!ended) {
        process.kill(alive.pid, "SIGKILL");
        await this.ends(name, 5_000);
      }
    }
    rmSync(this.home.file("processes", `${name}.json`), { force: true });
  }

  /** @throws Error with the end of its log if a process has exited. */
  expectRunning(name: string): void {
    if (!this.isRunning(name)) throw new Error(`${name} has exited:\n${this.logTail(name)}`);
  }

  /** Returns the end of a process's log. */
  logTail(name: string, lines = 15): string {
    const file = this.home.file("logs", `${name}.log`);
    const tail = (readIfExists(file) ?? "").trimEnd().split("\n").slice(-lines);
    return [...tail.map((line) => `  ${line}`), `  (${file})`].join("\n");
  }

  private async ends(name: string, withinMs: number): Promise<boolean> {
    const until = Date.now() + withinMs;
    while (Date.now() < until) {
      if (!this.isRunning(name)) return true;
      await sleep(50);
    }
    return !this.isRunning(name);
  }

  private alive(name: string): Recorded | undefined {
    const text = readIfExists(path.join(this.home.folder, "processes", `${name}.json`));
    if (text === undefined) return undefined;
    const found = recorded.parse(JSON.parse(text));
    return startOf(found.pid) === found.start ? found : undefined;
  }
}
