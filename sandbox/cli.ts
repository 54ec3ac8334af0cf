import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { errorReport } from "../core/errors/errorReport";
import { type SandboxArguments, sandboxArguments, usage } from "./arguments";
import { shellExports } from "./engine/environment";
import { ended } from "./processes/ended";
import { Progress } from "./progress";
import type { Sandbox } from "./sandbox";

const root = path.resolve(__dirname, "..");
const progress = new Progress();

/** Where the user is: npm runs scripts in the project's folder, and says from where it was called. */
const folder = process.env.INIT_CWD ?? process.cwd();

/** `npm run sandbox`: see `usage`. @returns the exit status. */
async function main(argv: readonly string[]): Promise<number> {
  const wanted = sandboxArguments(argv, folder);
  if (!wanted) {
    process.stdout.write(usage);
    return 0;
  }
  progress.step(`sandbox of ${wanted.stack}`);
  // Loaded only now: the user is told first that something goes on.
  const { Sandbox: Made } = await import("./sandbox");
  const sandbox = new Made({ root, ...wanted });
  switch (wanted.command) {
    case "status":
      progress.finish("looked at");
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

/** Runs one of Pulumi's commands on a running sandbox. */
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
  await sandbox.exclusively(progress, () => (erase ? sandbox.erase() : sandbox.stop()));
  progress.finish();
  return 0;
}

/** Pulumi's command while one runs. */
let whileRunning: ChildProcess | undefined;
let interrupted = false;

/**
 * Ctrl-C reaches Pulumi too, which ends what it is at and gives its lock back. Then everything else is stopped, and the
 * next command goes on from there.
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
      void leave(sandbox, signal).then(
        () => process.exit(130),
        (error: unknown) => fail(error),
      );
    });
  }
}

async function leave(sandbox: Sandbox, signal: NodeJS.Signals): Promise<void> {
  // From here on what is still starting fails, and nobody hears of it.
  sandbox.processes.close();
  const child = whileRunning;
  if (child && child.exitCode === null && child.signalCode === null) {
    // From a terminal it has the signal already, and twice means "at once": only what came to us alone is passed on.
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
