import path from "node:path";
import type { Registration } from "../../core/graph/registration";
import { readStackFile } from "../../core/stacks/stackFile";
import { everythingConfig } from "../../generate/everything";
import { loadProgram } from "../../plan/recorder/program";
import { recordProgram } from "../../plan/recorder/record";

/** The project's folder. */
export const root = path.resolve(__dirname, "../..");

export const environments = ["dev", "staging", "prod"] as const;

/** What the program declares with every part that settings can bring. */
export function planEverything(): Promise<Registration[]> {
  const config = everythingConfig(root);
  return recordProgram({ project: "mlops", stack: "everything", root, ...config, program: () => loadProgram(root) });
}

/** Everything that the program declares for a stack, with settings of the test's own in place of the stack's. */
export function planStack(stack: string, changes: Readonly<Record<string, unknown>> = {}): Promise<Registration[]> {
  const { config, secretKeys } = readStackFile(root, stack);
  const changed = Object.entries(changes).map(([key, value]) => [
    `mlops:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return recordProgram({
    project: "mlops",
    stack,
    root,
    config: { ...config, ...Object.fromEntries(changed) },
    secretKeys,
    program: () => loadProgram(root),
  });
}
