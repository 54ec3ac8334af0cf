import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { measure, type Sample, type Summary, summary } from "./measure";

type Measure = keyof Sample;

/** Maximum ratio of a plan's time and memory to those of the bare SDK. */
const limits: Readonly<Partial<Record<Measure, number>>> = { seconds: 1.5, peakMebibytes: 1.3 };

/** Maximum share of a plan's time that its guardrails may take. */
const guardrailsLimit = 0.2;

const measures = [
  { name: "seconds", title: "time, s", digits: 2 },
  { name: "processorSeconds", title: "processor time, s", digits: 2 },
  { name: "peakMebibytes", title: "peak memory, MiB", digits: 0 },
] as const satisfies readonly { name: Measure; title: string; digits: number }[];

const usage = `npm run bench -- [--stack NAME]… [--runs 5] [--json FILE]

Compares the plan of a stack with the bare Pulumi SDK, which registers the same resources in its mock mode. It also
measures the share of the plan's time that the guardrails take.

  --stack NAME  the stack to plan; may be repeated (dev and prod)
  --runs N      number of measured runs of each program, in turn, after one warm-up run (5)
  --json FILE   write the figures as JSON
  --help        print this

exit status: 0 within the limits, 1 over a limit, 2 wrong arguments, 3 something failed
`;

interface Comparison {
  readonly stack: string;
  readonly resources: number;
  readonly plan: Readonly<Record<Measure, Summary>>;
  readonly bare: Readonly<Record<Measure, Summary>>;
  /** Ratios of the medians. */
  readonly ratios: Readonly<Record<Measure, number>>;
  /** Share of the plan's time that guardrails take, including their loading. */
  readonly guardrails: Summary;
}

function main(argv: readonly string[]): number {
  const options = benchArguments(argv);
  if (!options) return 2;
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const comparisons = options.stacks.map((stack) => compare(stack, options.runs));
  process.stdout.write(`${comparisons.map((comparison) => table(comparison, options.runs)).join("\n")}`);
  if (options.json) {
    const machine = { node: process.version, processor: cpus()[0]?.model ?? "unknown", cores: cpus().length };
    const formatted = { machine, runs: options.runs, limits, guardrailsLimit, comparisons };
    writeFileSync(options.json, `${JSON.stringify(formatted, undefined, 2)}\n`);
  }
  const over = ({ ratios, guardrails }: Comparison) =>
    measures.some(({ name }) => exceedsLimit(ratios, name)) || guardrails.median > guardrailsLimit;
  return comparisons.some(over) ? 1 : 0;
}

function exceedsLimit(ratios: Comparison["ratios"], name: Measure): boolean {
  return ratios[name] > (limits[name] ?? Number.POSITIVE_INFINITY);
}

/** Parses the arguments. Prints the problem and returns undefined if they are invalid. */
function benchArguments(argv: readonly string[]) {
  try {
    const { stack, runs, json, help } = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        stack: { type: "string", multiple: true, default: ["dev", "prod"] },
        runs: { type: "string", default: "5" },
        json: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
    if (!/^[1-9]\d*$/.test(runs)) throw new Error(`--runs is "${runs}": it must be a whole number above 0`);
    return { stacks: stack, runs: Number(runs), json, help };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return undefined;
  }
}

/** Alternates the two programs, so that other load on the machine affects both equally. */
function compare(stack: string, runs: number): Comparison {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
  try {
    const planFile = path.join(folder, "plan.json");
    const planCommand = ["--require", "./core/loader.cjs", "plan/cli.ts", "--stack", stack, "--quiet"];
    const bareCommand = ["bench/bare.cjs", planFile];
    // The warm-up, which also writes the input of the bare SDK.
    measure([...planCommand, "--json", planFile], folder);
    measure(bareCommand, folder);
    const pairs = Array.from({ length: runs }, () => ({
      plan: measure(planCommand, folder),
      bare: measure(bareCommand, folder),
    }));
    const plan = summaries(pairs.map((pair) => pair.plan));
    const bare = summaries(pairs.map((pair) => pair.bare));
    const ratios = forEachMeasure((name) => plan[name].median / bare[name].median);
    const guardrails = summary(Array.from({ length: runs }, () => guardrailsShare(stack)));
    return { stack, resources: resourceCount(planFile), plan, bare, ratios, guardrails };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the share of one run. The process measures both times itself. */
function guardrailsShare(stack: string): number {
  const command = ["--require", "./core/loader.cjs", "bench/guardrails.ts", stack];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: path.resolve(__dirname, ".."),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`bench/guardrails.ts ended with ${status}:\n${stderr}`);
  const { seconds, guardrails }: { seconds: number; guardrails: number } = JSON.parse(stdout);
  return guardrails / seconds;
}

function summaries(samples: readonly Sample[]): Record<Measure, Summary> {
  return forEachMeasure((name) => summary(samples.map((sample) => sample[name])));
}

function forEachMeasure<Value>(value: (name: Measure) => Value): Record<Measure, Value> {
  return {
    seconds: value("seconds"),
    processorSeconds: value("processorSeconds"),
    peakMebibytes: value("peakMebibytes"),
  };
}

function resourceCount(planFile: string): number {
  const { resources }: { resources: unknown[] } = JSON.parse(readFileSync(planFile, "utf8"));
  return resources.length;
}

function table({ stack, resources, plan, bare, ratios, guardrails }: Comparison, runs: number): string {
  const head = ["", "median", "min", "max", "ratio", "limit"];
  const rows = measures.flatMap(({ name, title, digits }) => {
    const formatted = ({ median, min, max }: Summary) => [median, min, max].map((value) => value.toFixed(digits));
    const limit = `${exceedsLimit(ratios, name) ? "over " : ""}${limits[name] ?? ""}`;
    return [
      [`plan, ${title}`, ...formatted(plan[name]), ratios[name].toFixed(2), limit],
      [`bare SDK, ${title}`, ...formatted(bare[name])],
    ];
  });
  const { median, min, max } = guardrails;
  const shares = [median, min, max].map((share) => share.toFixed(2));
  rows.push([
    "guardrails, part of the plan",
    ...shares,
    "",
    `${median > guardrailsLimit ? "over " : ""}${guardrailsLimit}`,
  ]);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(30) : cell.padStart(9)))
      .join("")
      .trimEnd();
  return `stack ${stack}: ${resources} resources, ${runs} runs each\n${[head, ...rows].map(line).join("\n")}\n`;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 3;
}
