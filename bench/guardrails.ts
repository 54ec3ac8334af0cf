import path from "node:path";
import { settingsOf } from "../components/settings/load";
import { project } from "../core/stacks/project";
import { readStackFile } from "../core/stacks/stackFile";
import { loadProgram } from "../plan/recorder/program";
import { recordProgram } from "../plan/recorder/record";

/** Plans a stack as `npm run plan` does, and prints the time that its guardrails took, including their loading. */
async function main(stack: string): Promise<void> {
  const root = path.resolve(__dirname, "..");
  const config = readStackFile(root, stack);
  const settings = settingsOf({ ruleNames: "unchecked", project, stack, ...config });
  const loading = performance.now();
  const { planGuardrails } = await import("../plan/guardrails");
  const loaded = performance.now() - loading;
  const resources = await recordProgram({ project, stack, root, ...config, program: () => loadProgram(root) });
  const judging = performance.now();
  planGuardrails(settings, resources, "2026-01-01");
  const judgedAt = performance.now() - judging;
  const { planDocument } = await import("../plan/document");
  const { terminalText } = await import("../plan/terminal");
  const document = planDocument(stack, settings, resources);
  terminalText(stack, settings, resources, { colors: false, document });
  // The code above evaluates the guardrails twice, the plan only once.
  const whole = performance.now() - judgedAt;
  process.stdout.write(`${JSON.stringify({ seconds: whole / 1000, guardrails: (loaded + judgedAt) / 1000 })}\n`);
}

main(process.argv[2] ?? "prod").catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 3;
});
