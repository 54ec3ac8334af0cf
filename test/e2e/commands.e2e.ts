import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox";
import { newSandbox, report } from "./support/sandbox";

/** The commands of a user: `npm run sandbox -- …`, Ctrl-C, and plain `pulumi` in the environment of the sandbox. */
let sandbox: Sandbox;

beforeAll(() => {
  sandbox = newSandbox();
});

afterAll(() => sandbox.erase());

describe("npm run sandbox", () => {
  it("shows progress immediately", async () => {
    const child = command("up");
    const started = Date.now();
    await new Promise((resolve) => child.stderr?.once("data", resolve));
    const seconds = (Date.now() - started) / 1000;
    report("first sign of life", { seconds });
    // It takes one second on an idle machine.
    expect(seconds).toBeLessThan(10);
    // The first run is interrupted while it creates resources.
    let said = "";
    await new Promise<void>((resolve) => {
      child.stdout?.on("data", (text) => {
        said += text;
        if (/aws:ec2:Vpc \S+ created/.test(said)) resolve();
      });
    });
    child.kill("SIGINT");
    expect(await ended(child)).toBe(130);
  });

  it("leaves no processes and no lock after an interruption", () => {
    const left = sandbox.processes.names.filter((name) => sandbox.processes.isRunning(name));
    expect(left).toEqual([]);
    const backend = path.join(sandbox.home.folder, "pulumi", "backend", ".pulumi");
    const locks = readdirSync(backend, { recursive: true, withFileTypes: true });
    expect(locks.filter((entry) => entry.isFile() && entry.parentPath.includes("locks"))).toEqual([]);
  });

  it("continues from there, and reports what was real", async () => {
    const child = command("up");
    const said = output(child);
    expect(await ended(child)).toBe(0);
    expect(said()).toContain(`KUBECONFIG=${sandbox.home.kubeconfig}`);
    expect(said()).toMatch(/^charts: \d+ upstream.*, \d+ stand-ins|^charts: \d+ upstream/m);
    expect(said()).toMatch(/^kinds validated: \d+/m);
  });

  it("prints an environment in which plain pulumi works in the checkout", async () => {
    const script = `eval "$(node --require ./core/loader.cjs sandbox/cli.ts env 2>/dev/null)" && pulumi preview --stack dev --expect-no-changes --non-interactive`;
    const { stdout } = await promisify(execFile)("sh", ["-c", script], {
      cwd: sandbox.options.root,
      env: environment(),
    });
    expect(stdout).toMatch(/\d+ unchanged/);
  });

  it("reports running processes, and stops them", async () => {
    const status = command("status");
    const said = output(status);
    expect(await ended(status)).toBe(0);
    expect(said()).toMatch(/^kube-apiserver +running, \d+ MiB$/m);
    expect(await ended(command("stop"))).toBe(0);
    expect(sandbox.processes.names).toEqual([]);
  });
});

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, MLOPS_SANDBOX_HOME: path.dirname(sandbox.home.folder) };
}

function command(...args: string[]): ChildProcess {
  return spawn(process.execPath, ["--require", "./core/loader.cjs", "sandbox/cli.ts", ...args], {
    cwd: sandbox.options.root,
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function output(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (more) => (text += more));
  return () => text;
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("close", resolve));
}
