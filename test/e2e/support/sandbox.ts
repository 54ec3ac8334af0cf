import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseDocument } from "yaml";
import { Progress } from "../../../sandbox/progress";
import { type Contents, Sandbox } from "../../../sandbox/sandbox";
import type { FixtureStack } from "../../fixtures/fixtures";
import { copyCheckout } from "../../support/checkout";

/** Folders of upstream's charts and CRDs, if set. They are not part of the project. */
export const upstream = { charts: process.env.MLOPS_CHARTS, crds: process.env.MLOPS_CRDS };

/**
 * Creates a new sandbox for a test. It has a copy of the checkout with the fixture stacks and program, which the test
 * may change. If the test fails, its folder is kept for debugging.
 *
 * @param stack One of the fixture stacks.
 */
export function newSandbox(stack: FixtureStack = "dev"): Sandbox {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mlops-e2e-"));
  const root = path.join(folder, "checkout");
  mkdirSync(root);
  copyCheckout(root, ["sandbox", "tsconfig.json"]);
  return new Sandbox({ root, stack, base: path.join(folder, "sandboxes"), consolidateAfter: "5s", ...upstream });
}

/** Starts a sandbox, with progress messages. */
export function start(sandbox: Sandbox): Promise<Contents> {
  return sandbox.start(new Progress());
}

/** Changes a setting in the stack's file. */
export function changeSetting(sandbox: Sandbox, at: readonly (string | number)[], value: unknown): void {
  const file = path.join(sandbox.options.root, `Pulumi.${sandbox.options.stack}.yaml`);
  const document = parseDocument(readFileSync(file, "utf8"));
  document.setIn(["config", ...at], value);
  writeFileSync(file, document.toString());
}

/**
 * Adds one of `test/e2e/programs` to a sandbox's program.
 *
 * @param call Code that calls the added program. Unless `only` is set, `platform` is the platform of the sandbox's program.
 * @param only Whether the added program replaces the sandbox's program. @default false
 */
export function addProgram(sandbox: Sandbox, name: string, { call, only = false }: { call: string; only?: boolean }) {
  const { root } = sandbox.options;
  const folder = path.join(root, "test/e2e/programs");
  cpSync(path.join(__dirname, "../programs"), folder, { recursive: true });
  const index = path.join(root, "index.ts");
  const own = only ? "" : readFileSync(index, "utf8");
  writeFileSync(index, `${own}\nimport { ${name} } from "./test/e2e/programs/${name}";\n${call};\n`);
}

/** Prints measurements to the log. Tests report times and do not assert them. */
export function report(what: string, values: Readonly<Record<string, string | number>>): void {
  const text = Object.entries(values).map(([name, figure]) => `${name} ${figure}`);
  process.stderr.write(`  ${what}: ${text.join(", ")}\n`);
}
