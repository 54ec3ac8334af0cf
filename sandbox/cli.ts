import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { errorReport } from "../core/errors/errorReport";
import { type SandboxArguments, sandboxArguments, usage } from "./arguments";
import { shellExports } from "./engine/environment";
import { ended } from "./processes/processExit";
import { Progress } from "./progress";
import type { Sandbox } from "./sandbox";

const root = path.resolve(__dirname, "..");
const progress = new Progress();

/** The user's working folder. npm runs scripts in the project's folder and passes this in INIT_CWD. */
const folder = process.env.INIT_CWD ?? process.cwd();

/** `npm run sandbox`: see `usage`. @returns the exit status. */
async function main(argv: readonly string[]): Promise<number> {
  const wanted = sandboxArguments(argv, folder);
  if (!wanted) {
    process.stdout.write(usage);
    return 0;
  }
  progress.step(`sandbox of ${wanted.stack}`);
  // Loaded after the first progress line, because loading takes seconds.
  const { Sandbox: Made } = await import("./sandbox");
  const sandbox = new Made({ root, ...wanted });
  switch (wanted.command) {
    case "status":
      progress.finish("checked");
      return status(sandbox);
    case "stop":
      return stop(sandbox, wanted);
    case "env":
      await start(sandbox);
      process.stdout.write(shellExports(sandbox.home, sandbox.environment));
      return 0;
    default:
      return run(sandbox, wanted, wanted.command);
  }
}

/** Starts the sandbox and runs a Pulumi command on it. */
async function run(
  sandbox: Sandbox,
  { policyPacks }: SandboxArguments,
  command: "up" | "preview" | "refresh" | "destroy",
): Promise<number> {
  const charts = await start(sandbox);
  const packs = policyPacks.flatMap((pack) => ["--policy-pack", pack]);
  const yes = command === "preview" ? [] : ["--yes", "--skip-preview"];
  const child = sandbox.pulumi([command, "--stack", sandbox.options.stack, ...yes, ...packs]);
  whileRunning = child;
  const { code } = await ended(child);
  whileRunning = undefined;
  if (interrupted) return 130;
  const { summary } = await import("./summary");
  process.stdout.write(`\n${await summary(sandbox, charts, progress.seconds)}`);
  return code === 0 ? 0 : 1;
}

async function start(sandbox: Sandbox) {
  stopWhenInterrupted(sandbox);
  return sandbox.start(progress);
}

async function status(sandbox: Sandbox): Promise<number> {
  const { statusText } = await import("./summary");
  process.stdout.write(await statusText(sandbox));
  return 0;
}

async function stop(sandbox: Sandbox, { erase }: SandboxArguments): Promise<number> {
  progress.step("stopping");
  await sandbox.withLock(progress, () => (erase ? sandbox.erase() : sandbox.stop()));
  progress.finish();
  return 0;
}

/** The Pulumi process while a command runs. */
let whileRunning: ChildProcess | undefined;
let interrupted = false;

/**
 * Handles Ctrl-C. Pulumi also receives the signal, finishes its current operations and releases its lock. Then all
 * other processes stop, and the next command continues from there.
 */
function stopWhenInterrupted(sandbox: Sandbox): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (interrupted) {
        whileRunning?.kill("SIGKILL");
        return;
      }
      interrupted = true;
      progress.interrupt();
      void stopOnSignal(sandbox, signal).then(
        () => process.exit(130),
        (error: unknown) => fail(error),
      );
    });
  }
}

async function stopOnSignal(sandbox: Sandbox, signal: NodeJS.Signals): Promise<void> {
  // From here on, errors of processes that are still starting are not reported.
  sandbox.processes.close();
  const child = whileRunning;
  if (child && child.exitCode === null && child.signalCode === null) {
    // A terminal also sends the signal to Pulumi, and a second one would cancel it immediately. So only other signals
    // are forwarded.
    if (signal === "SIGTERM" || !process.stdin.isTTY) child.kill("SIGINT");
    await ended(child);
  }
  progress.step("stopping");
  await sandbox.unlock();
  await sandbox.stop();
  progress.finish();
}

function fail(error: unknown): void {
  progress.finish("failed");
  const { text, usersMistake } = errorReport(error);
  process.stderr.write(`${text}\n`);
  process.exit(usersMistake ? 2 : 1);
}

main(process.argv.slice(2)).then(
  (code) => {
    if (!interrupted) process.exit(code);
  },
  (error: unknown) => {
    if (!interrupted) fail(error);
  },
);
