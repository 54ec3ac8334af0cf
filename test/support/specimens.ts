import { createRequire } from "node:module";
import path from "node:path";
import { type CataloguedRule, catalogue } from "../../policies/catalogue";
import type { Specimens } from "../../policies/specimen";
import { root } from "./plan";

const load = createRequire(path.join(root, "policies/rules/index.js"));

/** The specimens of a rule, which stand beside it. */
export function specimensOf({ file }: CataloguedRule): Specimens {
  const { default: found }: { default?: Specimens } = load(`./${file}.specimens.ts`);
  if (!found) throw new Error(`policies/rules/${file}.specimens.ts has no default export`);
  return found;
}

/** Those of all rules. */
export function cataloguedSpecimens(): Specimens[] {
  return catalogue().map(specimensOf);
}
