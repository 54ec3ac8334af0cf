import { readFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { readIfThere, SandboxHome, writeWhole } from "../home";
import { Processes } from "../processes/processes";

/** The stack's file as the sandbox hands it to Pulumi, beside the user's own, which it never touches. */
export function sandboxConfigFile(home: SandboxHome): string {
  return home.file("config", `Pulumi.${home.facts.stack}.yaml`);
}

/** Folder of the charts that the sandbox's Helm installs. */
export function chartsFolder(home: SandboxHome): string {
  return home.directory("charts");
}

const mirror = z.record(z.string(), z.unknown()).catch({});

/**
 * A stack's file for the sandbox: all of the user's, with charts out of a folder, and with the salt of the sandbox's own
 * passphrase in place of whatever encrypts the user's.
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

/** Writes the stack's file for the sandbox anew, as the user's own now is. */
export function composeStackConfig(home: SandboxHome): void {
  const { root, stack } = home.facts;
  const text = readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
  writeWhole(sandboxConfigFile(home), sandboxConfig(text, chartsFolder(home), readSalt(home)));
}

/** The salt that `pulumi stack init` wrote. */
export function readSalt(home: SandboxHome): string | undefined {
  const text = readIfThere(home.file("project", `Pulumi.${home.facts.stack}.yaml`));
  if (text === undefined) return undefined;
  const salt: unknown = parseDocument(text).get("encryptionsalt");
  return typeof salt === "string" ? salt : undefined;
}

if (require.main === module) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("usage: stackConfig.ts FOLDER");
  const home = SandboxHome.at(folder);
  if (!new Processes(home).isRunning("cloud")) {
    process.stderr.write("the sandbox does not run\n  fix: npm run sandbox -- up, or env\n");
    process.exit(1);
  }
  composeStackConfig(home);
}
