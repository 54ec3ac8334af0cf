import { outputOf } from "../../../sandbox/processes/processExit";
import type { Sandbox } from "../../../sandbox/sandbox";

/** Runs a Pulumi command on a sandbox's stack. @returns its output. @throws Error if it fails. */
export async function pulumiText(sandbox: Sandbox, args: readonly string[]): Promise<string> {
  const child = sandbox.pulumi([...args, "--stack", sandbox.options.stack, "--non-interactive"], "pipe");
  const { code, stdout, stderr } = await outputOf(child);
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${stderr}${stdout}`);
  return stdout;
}
