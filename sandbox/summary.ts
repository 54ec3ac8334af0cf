import { chartSummary } from "./charts/summary";
import type { Contents, Sandbox } from "./sandbox";

/** Returns a summary for the terminal: real and simulated parts, memory and the KUBECONFIG. */
export async function summary(sandbox: Sandbox, { charts, resources }: Contents, seconds: number): Promise<string> {
  const aws = sandbox.processes.isRunning("cloud")
    ? `${(await sandbox.cloud.resources()).length} resources`
    : `not running: see ${sandbox.home.file("logs", "cloud.log")}`;
  const karpenter = sandbox.processes.isRunning("karpenter") ? ", Karpenter" : "";
  return [
    `real: Pulumi's engine, the Kubernetes provider with Helm, etcd, API server, scheduler, controller manager${karpenter}`,
    `simulated: AWS (${aws}), random, kubelets (kwok), and the controllers of docs/sandbox.md`,
    chartSummary(resources, charts).text.trimEnd(),
    `memory: ${mebibytes(sandbox)}`,
    `KUBECONFIG=${sandbox.home.kubeconfig}`,
    `done in ${seconds} s`,
    "",
  ].join("\n");
}

/** Returns the status of the sandbox's processes and its number of resources. */
export async function statusText(sandbox: Sandbox): Promise<string> {
  if (!sandbox.home.readFacts())
    return `the sandbox of ${sandbox.options.stack} does not exist
  fix: npm run sandbox -- up\n`;
  const { names } = sandbox.processes;
  const memory = sandbox.processes.memory();
  const lines = names.map((name) => {
    const size = memory[name];
    const state = sandbox.processes.isRunning(name) ? "running" : "not running";
    return `${name.padEnd(24)} ${state}${size === undefined ? "" : `, ${Math.round(size / 2 ** 20)} MiB`}`;
  });
  const runs = sandbox.processes.isRunning("cloud");
  return [
    ...(lines.length > 0 ? lines : ["no process is running: npm run sandbox -- up"]),
    ...(runs ? [`AWS (simulated): ${(await sandbox.cloud.resources()).length} resources`] : []),
    ...(lines.length > 0 ? [`memory: ${mebibytes(sandbox)}`] : []),
    `KUBECONFIG=${sandbox.home.kubeconfig}`,
    `folder: ${sandbox.home.folder}`,
    "",
  ].join("\n");
}

function mebibytes(sandbox: Sandbox): string {
  const all = Object.values(sandbox.processes.memory());
  if (all.length === 0) return "not available on this system";
  return `${Math.round(all.reduce((sum, bytes) => sum + bytes, 0) / 2 ** 20)} MiB in ${all.length} processes`;
}
