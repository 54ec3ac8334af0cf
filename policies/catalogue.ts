import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Rule } from "./rule";

/** A rule and its location. */
export interface CataloguedRule {
  readonly rule: Rule;
  /** Its folder, such as `pods`. */
  readonly area: string;
  /** Path of its file below `policies/rules`, without `.ts`. */
  readonly file: string;
}

const folder = path.join(__dirname, "rules");
const specimens = ".specimens.ts";

/**
 * Loads every rule of the folder, sorted by area and name. A new file is a new rule.
 *
 * `core/loader.cjs` must be registered.
 *
 * @throws Error if a file exports no rule.
 */
export function catalogue(): CataloguedRule[] {
  const load = createRequire(path.join(folder, "index.js"));
  return ruleFiles().map(({ area, file }) => {
    const { rule } = load(`./${file}.ts`) as { rule?: Rule };
    if (!rule) throw new Error(`policies/rules/${file}.ts must export "rule"`);
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

/** Returns the names of all rules without loading them. */
export function ruleNames(): string[] {
  return ruleFiles().map(({ file }) => nameOf(file));
}

/** Returns the name of the rule in a file: `no-host-paths` for `pods/noHostPaths`. */
export function nameOf(file: string): string {
  return path.basename(file).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Loads all rules. */
export function allRules(): Rule[] {
  return catalogue().map(({ rule }) => rule);
}
