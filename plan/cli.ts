import { writeFileSync } from "node:fs";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { createColors } from "picocolors";
import { settingsOf } from "../components/settings/load";
import { errorReport } from "../core/errors/errorReport";
import { reasonOf, UsageError } from "../core/errors/usageError";
import type { Registration } from "../core/graph/registration";
import { project } from "../core/stacks/project";
import { readStackFile } from "../core/stacks/stackFile";
import { ruleNames } from "../policies/catalogue";
import { failsPlan } from "../policies/verdict";
import { type PlanArguments, planArguments, usage } from "./arguments";
import type { RenderedCharts } from "./charts/render";
import { unrenderedWarnings } from "./chartText";
import { checkedOutCommit } from "./commit";
import type { ComparedPlan, Comparison } from "./diff/change";
import { type PlanDocument, planDocument, planText } from "./document";
import { loadProgram } from "./recorder/program";
import { recordProgram } from "./recorder/record";
import { quietText, terminalText } from "./terminal";
import { treeLines } from "./tree";

// Recording creates many short-lived objects, and V8 lets its heap grow fourfold before it collects them. With this flag a
// plan of a thousand models takes a quarter less memory, and a small plan takes no longer.
setFlagsFromString("--heap-growing-percent=50");

const root = path.resolve(__dirname, "..");

/**
 * `npm run plan`: see `usage`. Modules that only one option needs are loaded only with that option, so that a plan
 * without options stays fast.
 *
 * @returns whether it printed a plan.
 */
async function main(argv: readonly string[]): Promise<boolean> {
  const wanted = planArguments(argv);
  if (wanted.help) {
    process.stdout.write(usage);
    return false;
  }
  // Before the program runs, so that a wrong file is reported at once.
  const before = await earlierPlan(wanted);
  const renderer = await chartRenderer(wanted);
  const stackConfig = readStackFile(root, wanted.stack);
  const settings = settingsOf({ project, stack: wanted.stack, ruleNames: ruleNames(), ...stackConfig });
  const place = { project, stack: wanted.stack, root };
  const warnings: string[] = [];
  const program = () => loadProgram(root);
  const resources = await recordProgram({ ...place, ...stackConfig, program, warn: (text) => warnings.push(text) });
  const colors = colorsWanted();
  const tree = wanted.tree ? treeLines(resources, settings.name, wanted, createColors(colors)) : [];
  const charts = await renderer?.(resources, settings.cluster.version);
  const document = planDocument(wanted.stack, settings, resources, {
    charts,
    commit: checkedOutCommit(root),
    warnings,
    parallel: wanted.parallel,
  });
  const { parallel } = document.duration;
  const compared = before && (await import("./diff/compare")).comparison(before, document, parallel);
  await writeFiles(wanted, document, compared, resources);
  const refused = compared?.changes.some((change) => change.refused !== null) ?? false;
  if (document.verdicts.some(failsPlan) || refused) process.exitCode = 1;
  const changes = compared && (await import("./report/changesText"));
  if (wanted.quiet) {
    process.stdout.write(quietText(document, { colors }));
    if (compared && changes) process.stdout.write(changes.refusedText(document, compared, { colors }));
    return false;
  }
  if (tree.length > 0) process.stdout.write(`${tree.join("\n")}\n\n`);
  process.stdout.write(
    terminalText(wanted.stack, settings, resources, { colors, document, change: compared?.duration }),
  );
  if (compared && changes) process.stdout.write(`\n${changes.changesText(document, compared, { colors })}`);
  return true;
}

async function earlierPlan({ against }: PlanArguments): Promise<ComparedPlan | undefined> {
  if (against === undefined) return undefined;
  const { readEarlierPlan } = await import("./diff/earlierPlan");
  return readEarlierPlan(against);
}

type ChartRenderer = (resources: readonly Registration[], kubernetes: string) => Promise<RenderedCharts>;

async function chartRenderer({ charts: folder }: PlanArguments): Promise<ChartRenderer | undefined> {
  if (folder === undefined) return undefined;
  const { checkFolder } = await import("../core/charts/upstreamChart");
  const { findHelm } = await import("./charts/helm");
  const { renderCharts } = await import("./charts/render");
  checkFolder("--charts", folder);
  const helm = findHelm();
  return async (resources, kubernetes) => {
    const rendered = await renderCharts(resources, { folder, helm, kubernetes });
    process.stderr.write(unrenderedWarnings(rendered));
    return rendered;
  };
}

async function writeFiles(
  { json, markdown, html, manifests, mirrorList, choices }: PlanArguments,
  document: PlanDocument,
  compared: Comparison | undefined,
  resources: readonly Registration[],
): Promise<void> {
  if (json !== undefined) {
    const compare = compared && (await import("./diff/compare"));
    writeOutput("--json", json, planText(compared && compare ? compare.withChanges(document, compared) : document));
  }
  if (markdown !== undefined) {
    const { planMarkdown } = await import("./report/markdown");
    writeOutput("--markdown", markdown, planMarkdown(document, compared));
  }
  if (html !== undefined) {
    const { planPage } = await import("./report/html/page");
    writeOutput("--html", html, await planPage(document, compared));
  }
  if (mirrorList !== undefined) {
    const { mirrorEntries, mirrorListText } = await import("./mirrorList");
    writeOutput("--mirror-list", mirrorList, mirrorListText(mirrorEntries(resources, document.settings)));
  }
  if (choices !== undefined) {
    const { choicesOfStack } = await import("./choices/choices");
    writeOutput("--choices", choices, choicesOfStack(document));
  }
  if (manifests !== undefined) {
    const { writeManifests } = await import("./manifests");
    writeManifests(manifests, resources);
  }
}

function writeOutput(option: string, file: string, content: string): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new UsageError(
      `${option} ${file} cannot be written: ${reasonOf(error)}\n  fix: name a file in a folder that exists`,
    );
  }
}

/** See https://no-color.org. */
function colorsWanted(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
}

function fail(error: unknown): void {
  const { text, usersMistake } = errorReport(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = usersMistake ? 2 : 3;
}

// A reader that closes the pipe early, such as `head`, ends the plan without an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 3);
});

const started = performance.now();
main(process.argv.slice(2)).then((printed) => {
  if (printed) process.stderr.write(`planned in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}, fail);
