import { writeFileSync } from "node:fs";
import path from "node:path";
import { SettingsError } from "../components/settings/issues";
import { settingsOf } from "../components/settings/load";
import { planArguments, usage } from "./arguments";
import { planDocument, planText } from "./document";
import { writeManifests } from "./manifests";
import { loadProgram } from "./program";
import { recordProgram } from "./record";
import { readStackFile, UsageError } from "./stackFile";
import { terminalText } from "./terminal";

const project = "mlops";
const root = path.resolve(__dirname, "..");

/** `npm run plan`: see `usage`. */
async function main(argv: readonly string[]): Promise<void> {
  const { stack, json, manifests, quiet, help } = planArguments(argv);
  if (help) {
    process.stdout.write(usage);
    return;
  }
  const stackConfig = readStackFile(root, stack);
  const settings = settingsOf({ project, stack, ...stackConfig });
  const resources = await recordProgram({ project, stack, root, ...stackConfig, program: () => loadProgram(root) });
  if (json) writeOutput("--json", json, planText(planDocument(stack, settings, resources)));
  if (manifests) writeManifests(manifests, resources);
  if (!quiet) process.stdout.write(terminalText(stack, settings, resources, { colors: colorsWanted() }));
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
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}

/** A mistake of the user is told, a mistake of ours shown with its stack. */
function fail(error: unknown): void {
  const usersMistake = error instanceof UsageError || error instanceof SettingsError;
  const text = error instanceof Error ? (usersMistake ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = usersMistake ? 2 : 3;
}

const started = performance.now();
main(process.argv.slice(2)).then(() => {
  process.stderr.write(`planned in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}, fail);
