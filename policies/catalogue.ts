import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Rule } from "./rule";

/** A rule, and where it stands. */
export interface CataloguedRule {
  readonly rule: Rule;
  /** Its folder: `pods`. */
  readonly area: string;
  /** Its file, without `.ts`, below `policies/rules`. */
  readonly file: string;
}

const folder = path.join(__dirname, "rules");
const specimens = ".specimens.ts";

/**
 * Every rule of the folder: adding a file adds a rule. By area and name in order.
 *
 * `core/loader.cjs` must be registered.
 */
export function catalogue(): CataloguedRule[] {
  const load = createRequire(path.join(folder, "index.js"));
  return ruleFiles().map(({ area, file }) => {
    const { rule } = load(`./${file}.ts`) as { rule?: Rule };
    if (!rule) throw new Error(`policies/rules/${file}.ts exports no "rule"`);
    return { rule, area, file };
  });
}

function ruleFiles(): Omit<CataloguedRule, "rule">[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((area) =>
      readdirSync(path.join(folder, area))
        .filter((file) => file.endsWith(".ts") && !file.endsWith(specimens))
        .sort()
        .map((file) => ({ area, file: `${area}/${file.slice(0, -".ts".length)}` })),
    );
}

/** Names of all rules, without loading them. */
export function ruleNames(): string[] {
  return ruleFiles().map(({ file }) => nameOf(file));
}

/** The name of the rule in a file, which is named after it: `pods/noHostPaths` has `no-host-paths`. */
export function nameOf(file: string): string {
  return path.basename(file).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** All rules. */
export function allRules(): Rule[] {
  return catalogue().map(({ rule }) => rule);
}
