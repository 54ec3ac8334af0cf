import { createRequire } from "node:module";
import path from "node:path";
import { type CataloguedRule, catalogue } from "../../policies/catalogue";
import type { Specimens } from "../../policies/specimen";
import { root } from "./plan";

const load = createRequire(path.join(root, "policies/rules/index.js"));

/** Returns the specimens of a rule, from the file next to the rule's. */
export function specimensOf({ file }: CataloguedRule): Specimens {
  const { default: found }: { default?: Specimens } = load(`./${file}.specimens.ts`);
  if (!found) throw new Error(`policies/rules/${file}.specimens.ts has no default export`);
  return found;
}

/** Returns the specimens of all rules. */
export function cataloguedSpecimens(): Specimens[] {
  return catalogue().map(specimensOf);
}
