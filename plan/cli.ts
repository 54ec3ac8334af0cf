import { writeFileSync } from "node:fs";
import path from "node:path";
import { SettingsError } from "../components/settings/issues";
import { settingsOf } from "../components/settings/load";
import { comparison, documentWithChanges } from "./against/compare";
import { readEarlierPlan } from "./against/earlierPlan";
import { planArguments, usage } from "./arguments";
import { planDocument, planText } from "./document";
import { writeManifests } from "./manifests";
import { loadProgram } from "./program";
import { recordProgram } from "./record";
import { changesText } from "./report/changesText";
import { planPage } from "./report/html/page";
import { planMarkdown } from "./report/markdown";
import { readStackFile, UsageError } from "./stackFile";
import { terminalText } from "./terminal";

const project = "mlops";
const root = path.resolve(__dirname, "..");

/**
 * `npm run plan`: see `usage`.
 *
 * @returns whether it planned, and said so.
 */
async function main(argv: readonly string[]): Promise<boolean> {
  const { stack, json, markdown, html, against, manifests, quiet, help } = planArguments(argv);
  if (help) {
    process.stdout.write(usage);
    return false;
  }
  // Before the program runs: a wrong file is told at once.
  const before = against === undefined ? undefined : readEarlierPlan(against);
  const stackConfig = readStackFile(root, stack);
  const settings = settingsOf({ project, stack, ...stackConfig });
  const resources = await recordProgram({ project, stack, root, ...stackConfig, program: () => loadProgram(root) });
  const document = planDocument(stack, settings, resources);
  const compared = before && comparison(before, document);
  if (json) writeOutput("--json", json, planText(before ? documentWithChanges(document, before) : document));
  if (markdown) writeOutput("--markdown", markdown, planMarkdown(document, compared));
  if (html) writeOutput("--html", html, planPage(document, compared));
  if (manifests) writeManifests(manifests, resources);
  if (quiet) return false;
  const colors = colorsWanted();
  process.stdout.write(terminalText(stack, settings, resources, { colors }));
  if (compared) process.stdout.write(`\n${changesText(document, compared, { colors })}`);
  return true;
}

function writeOutput(option: string, file: string, content: string): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${option} ${file} cannot be written: ${reason}\n  fix: name a file in a folder that exists`);
  }
}

/** See https://no-color.org. */
function colorsWanted(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
}

/** A mistake of the user is told, a mistake of ours shown with its stack. */
function fail(error: unknown): void {
  const usersMistake = error instanceof UsageError || error instanceof SettingsError;
  const text = error instanceof Error ? (usersMistake ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = usersMistake ? 2 : 3;
}

// Whoever reads only the beginning, as `head` does, ends the plan without an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 3);
});

const started = performance.now();
main(process.argv.slice(2)).then((said) => {
  if (said) process.stderr.write(`planned in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}, fail);
