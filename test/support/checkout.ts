import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fixtureFolder, fixtureProgram, fixtureTeams } from "../fixtures/fixtures";
import { root } from "./plan";

/** Files and folders that a plan needs. */
const parts = ["components", "core", "plan", "policies", "package.json", "Pulumi.yaml"];

/**
 * Copies the project into an empty folder, with the fixture stacks and program in place of a user's. A test may change
 * the copy, except for the dependencies, which it shares with the project.
 *
 * @param more Additional files and folders, relative to the project's folder.
 */
export function copyCheckout(folder: string, more: readonly string[] = []): void {
  for (const part of [...parts, ...more]) cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  for (const file of readdirSync(fixtureFolder)) cpSync(path.join(fixtureFolder, file), path.join(folder, file));
  writeFileSync(path.join(folder, "index.ts"), moved(fixtureProgram, "."));
  mkdirSync(path.join(folder, "teams"));
  for (const file of readdirSync(path.join(root, fixtureTeams)))
    writeFileSync(path.join(folder, "teams", file), moved(path.join(fixtureTeams, file), "teams"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
}

/** Returns a fixture's text with its imports adapted to another folder. */
function moved(file: string, folder: string): string {
  const [before, after] = [path.dirname(file), folder].map((from) => path.relative(from, ".") || ".");
  return readFileSync(path.join(root, file), "utf8").replaceAll(`from "${before}/`, `from "${after}/`);
}
