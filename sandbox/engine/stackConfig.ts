import { readFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { readIfExists, SandboxHome, writeAtomically } from "../home";
import { Processes } from "../processes/processes";

/** Path of the stack file that the sandbox passes to Pulumi. The user's file does not change. */
export function sandboxConfigFile(home: SandboxHome): string {
  return home.file("config", `Pulumi.${home.facts.stack}.yaml`);
}

/** Folder of the charts that Helm installs in the sandbox. */
export function chartsFolder(home: SandboxHome): string {
  return home.directory("charts");
}

const mirror = z.record(z.string(), z.unknown()).catch({});

/**
 * Returns the stack file for the sandbox: the user's settings with charts from a folder, and with the salt of the
 * sandbox's passphrase instead of the user's encryption.
 */
export function sandboxConfig(text: string, charts: string, salt: string | undefined): string {
  const document = parseDocument(text);
  const given = document.getIn(["config", "mlops:mirror"]);
  const kept = mirror.parse(given === undefined ? {} : document.toJS().config["mlops:mirror"]);
  document.setIn(["config", "mlops:mirror"], { ...kept, charts });
  for (const key of ["secretsprovider", "encryptedkey", "encryptionsalt"]) document.delete(key);
  if (salt !== undefined) document.set("encryptionsalt", salt);
  return document.toString();
}

/** Writes the stack file for the sandbox from the user's current file. */
export function composeStackConfig(home: SandboxHome): void {
  const { root, stack } = home.facts;
  const text = readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
  writeAtomically(sandboxConfigFile(home), sandboxConfig(text, chartsFolder(home), readSalt(home)));
}

/** Returns the salt that `pulumi stack init` wrote. */
export function readSalt(home: SandboxHome): string | undefined {
  const text = readIfExists(home.file("project", `Pulumi.${home.facts.stack}.yaml`));
  if (text === undefined) return undefined;
  const salt: unknown = parseDocument(text).get("encryptionsalt");
  return typeof salt === "string" ? salt : undefined;
}

if (require.main === module) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("usage: stackConfig.ts FOLDER");
  const home = SandboxHome.at(folder);
  if (!new Processes(home).isRunning("cloud")) {
    process.stderr.write("the sandbox is not running\n  fix: npm run sandbox -- up, or env\n");
    process.exit(1);
  }
  composeStackConfig(home);
}
