import { ended } from "../../../sandbox/processes/processExit";
import type { Sandbox } from "../../../sandbox/sandbox";

/** Runs a Pulumi command on a sandbox's stack. @returns its output. @throws Error if it fails. */
export async function pulumiText(sandbox: Sandbox, args: readonly string[]): Promise<string> {
  const child = sandbox.pulumi([...args, "--stack", sandbox.options.stack, "--non-interactive"], "pipe");
  let output = "";
  let problems = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    problems += text;
  });
  const { code } = await ended(child);
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${problems}${output}`);
  return output;
}
