import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { measure } from "./measure";
import { projectWithModels } from "./program";

/** Limits for a plan with a thousand models. */
const limits = { peakMebibytes: 2048, jsonMegabytes: 40, pageMegabytes: 8 } as const;

const usage = `npm run bench:models -- [--models 1000] [--page FILE]

Plans the platform with many served models, writes the plan's JSON and page, and prints memory, file sizes and time.

  --models N   how many ModelServices the program declares (1000)
  --page FILE  keep the page, to look at it in a browser
  --help       print this

exit status: 0 within the limits (${limits.peakMebibytes} MiB of memory, JSON of ${limits.jsonMegabytes} MB, page of ${limits.pageMegabytes} MB), 1 over a limit, 2 wrong arguments,
3 something failed
`;

function main(argv: readonly string[]): number {
  const options = modelsArguments(argv);
  if (!options) return 2;
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
  try {
    const project = path.join(folder, "project");
    mkdirSync(project);
    projectWithModels(project, options.models);
    const json = path.join(folder, "plan.json");
    const page = options.page ?? path.join(folder, "plan.html");
    const command = ["--require", "./core/loader.cjs", "plan/cli.ts", "--stack", "dev", "--quiet"];
    const sample = measure([...command, "--json", json, "--html", page], folder, project);
    const measurements = [
      { title: "peak memory, MiB", value: sample.peakMebibytes, limit: limits.peakMebibytes, digits: 0 },
      { title: "JSON, MB", value: statSync(json).size / 1e6, limit: limits.jsonMegabytes, digits: 1 },
      { title: "page, MB", value: statSync(page).size / 1e6, limit: limits.pageMegabytes, digits: 1 },
      { title: "time, s", value: sample.seconds, digits: 1 },
      { title: "processor time, s", value: sample.processorSeconds, digits: 1 },
    ];
    const { resources }: { resources: unknown[] } = JSON.parse(readFileSync(json, "utf8"));
    process.stdout.write(`${options.models} models: ${resources.length} resources\n`);
    for (const { title, value, limit, digits } of measurements) {
      const bound = limit === undefined ? "" : `${value > limit ? "over" : "below"} ${limit}`;
      process.stdout.write(`${title.padEnd(20)}${value.toFixed(digits).padStart(8)}  ${bound}`.trimEnd().concat("\n"));
    }
    return measurements.some(({ value, limit }) => limit !== undefined && value > limit) ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Parses the arguments. Prints the problem and returns undefined if they are invalid. */
function modelsArguments(argv: readonly string[]) {
  try {
    const { models, page, help } = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        models: { type: "string", default: "1000" },
        page: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
    if (!/^[1-9]\d*$/.test(models)) throw new Error(`--models is "${models}": it must be a whole number above 0`);
    return { models: Number(models), page: page && path.resolve(page), help };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return undefined;
  }
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 3;
}
