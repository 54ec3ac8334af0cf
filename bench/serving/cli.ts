import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { errorReport } from "../../core/errors/errorReport";
import { freePort } from "../../sandbox/ports";
import { ended, outputOf } from "../../sandbox/processes/processExit";
import { type PythonEnvironment, readyEnvironment } from "../../sandbox/python/environment";
import { highestRate, latencyLimitMs, type Measurement } from "./search";

const usage = `npm run bench:serving -- [--seconds 8] [--json FILE]

Finds the highest rate of requests at which the 99th percentile stays below ${latencyLimitMs} ms and every answer is 200: for the
model server of workloads/server, and for \`mlflow models serve\`, with the same model and the same customer. The load has a
constant rate and waits for no answer. Each server has one process on core 0, the load has core 1.

  --seconds N  time of each measurement (8)
  --json FILE  write the figures as JSON
  --help       print this

exit status: 0 the model server has at least ${3} times the rate of MLflow, 1 it has not, 3 something failed
`;

/** Ratio that the model server must reach. */
const requiredRatio = 3;

const root = path.resolve(__dirname, "../..");

const measurementSchema = z.object({
  rate: z.number(),
  requests: z.number(),
  misses: z.number(),
  p50_ms: z.number(),
  p99_ms: z.number(),
});

interface Contender {
  readonly name: string;
  readonly path: string;
  /** File of the request. */
  readonly body: string;
  readonly health: string;
  readonly command: (port: number) => readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { seconds: { type: "string", default: "8" }, json: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [churn, server] = await Promise.all(
    ["churn", "server"].map((name) => readyEnvironment(path.join(root, "workloads", name, "requirements-dev.txt"))),
  );
  if (!churn || !server) throw new Error("two environments");
  const home = mkdtempSync(path.join(tmpdir(), "bench-serving-"));
  try {
    await output(churn.program("python"), [path.join(__dirname, "model.py"), home], {
      PYTHONPATH: path.join(root, "workloads/churn/src"),
    });
    const found: Record<string, Measurement | undefined> = {};
    for (const contender of contenders(churn, server, home)) {
      found[contender.name] = await measured(contender, server, home, Number(values.seconds));
    }
    return report(found, values.json);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function contenders(churn: PythonEnvironment, server: PythonEnvironment, home: string): Contender[] {
  const model = path.join(home, "model");
  const program = churn.program("mlflow");
  return [
    {
      name: "mlflow models serve",
      path: "/invocations",
      body: path.join(home, "invocations.json"),
      health: "/health",
      command: (port) => [
        program,
        ...["models", "serve", "--env-manager=local", "--workers=1", "--model-uri", model, "--port", String(port)],
      ],
      // It starts uvicorn by its name.
      env: { PATH: `${path.dirname(program)}:${process.env.PATH}`, MLFLOW_DISABLE_TELEMETRY: "true" },
    },
    {
      name: "workloads/server",
      path: "/v2/models/churn/infer",
      body: path.join(home, "infer.json"),
      health: "/v2/health/ready",
      command: (port) => [server.program("python"), "-m", "model_server", String(port)],
      env: {
        PYTHONPATH: path.join(root, "workloads/server/src"),
        MODEL_PATH: model,
        MODEL_NAME: "churn",
        HOST: "127.0.0.1",
        DRAIN_SECONDS: "0",
      },
    },
  ];
}

/** Starts a server on core 0 and finds its highest rate. */
async function measured(
  contender: Contender,
  python: PythonEnvironment,
  home: string,
  seconds: number,
): Promise<Measurement | undefined> {
  const port = await freePort();
  const log = path.join(home, "server.log");
  const [command, ...args] = pinned(0, contender.command(port));
  const child = spawn(command, args, {
    env: { ...process.env, OMP_NUM_THREADS: "1", ...contender.env, PORT: String(port) },
    stdio: ["ignore", openSync(log, "w"), openSync(log, "a")],
    // It may have processes of its own, which end with it.
    detached: true,
  });
  try {
    await ready(`http://127.0.0.1:${port}${contender.health}`, child, log);
    const measure = async (rate: number, time: number) => {
      const load = [path.join(__dirname, "load.py"), String(port), contender.path, contender.body, String(rate)];
      const [loader, ...rest] = pinned(1, [python.program("python"), ...load, String(time)]);
      const found = measurementSchema.parse(JSON.parse(await output(loader, rest, {})));
      const { p50_ms, p99_ms, misses } = found;
      process.stderr.write(`${contender.name}: ${rate}/s, p50 ${p50_ms} ms, p99 ${p99_ms} ms, ${misses} misses\n`);
      return found;
    };
    // The first requests are slower: caches and connections.
    await measure(20, 3);
    return await highestRate((rate) => measure(rate, seconds), 50);
  } finally {
    const gone = ended(child);
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
    await Promise.race([gone, sleep(15_000)]);
  }
}

async function ready(address: string, child: ChildProcess, log: string): Promise<void> {
  const until = Date.now() + 180_000;
  while (Date.now() < until && child.exitCode === null) {
    if ((await fetch(address).catch(() => undefined))?.ok) return;
    await sleep(200);
  }
  throw new Error(`${address} does not answer:\n${readFileSync(log, "utf8").slice(-3000)}`);
}

/** Returns the command on one core, where the system can do that and has two. */
function pinned(core: number, command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return process.platform === "linux" && availableParallelism() > 1
    ? ["taskset", "--cpu-list", String(core), ...command]
    : command;
}

async function output(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const { code, stdout, stderr } = await outputOf(child);
  if (code !== 0) throw new Error(`${path.basename(command)} ended with ${code}:\n${stderr.slice(-3000)}`);
  return stdout;
}

function report(found: Readonly<Record<string, Measurement | undefined>>, file: string | undefined): number {
  const rows = Object.entries(found).map(([name, best]) =>
    best
      ? `${name.padEnd(22)} ${String(best.rate).padStart(6)}/s   p50 ${best.p50_ms} ms   p99 ${best.p99_ms} ms`
      : `${name.padEnd(22)} keeps up with no rate`,
  );
  const [baseline, ours] = ["mlflow models serve", "workloads/server"].map((name) => found[name]?.rate ?? 0);
  const ratio = baseline && ours ? ours / baseline : 0;
  process.stdout.write(`${rows.join("\n")}\nratio ${ratio.toFixed(1)}, goal ${requiredRatio}\n`);
  if (file) writeFileSync(file, `${JSON.stringify({ found, ratio, goal: requiredRatio }, null, 2)}\n`);
  return ratio >= requiredRatio ? 0 : 1;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${errorReport(error).text}\n`);
    process.exitCode = 3;
  },
);
