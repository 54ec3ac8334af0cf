import { readFileSync } from "node:fs";
import path from "node:path";
import { reasonOf } from "../../core/errors/usageError";
import { readStackFile } from "../../core/stacks/stackFile";
import { SandboxHome } from "../home";
import { KubernetesClient } from "../kubernetes/client";
import { Cloud } from "./cloud";
import { Latency } from "./latency";
import { ClusterNodes } from "./nodes";

/** `main.ts FOLDER`: runs the simulated cloud of the sandbox in a folder until SIGTERM. */
async function main([folder]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error("the sandbox's folder is missing\n  fix: sandbox/cloud/main.ts FOLDER");
  const home = SandboxHome.at(folder);
  const { ports, root, stack } = home.facts;
  const effects = new ClusterNodes({ client: () => KubernetesClient.fromKubeconfig(home.kubeconfig) });
  const cloud = await Cloud.start({
    ports,
    file: home.file("cloud.json"),
    foreignRoles: rolesNamedIn(root, stack),
    latency: Latency.fromEnvironment(process.env),
    effects,
    controlPlane: () => ({
      endpoint: `https://127.0.0.1:${ports.api}`,
      certificate: readFileSync(path.join(home.folder, "api", "certs", "apiserver.crt"), "utf8"),
    }),
    // A crash does not clean up.
    crash: () => process.kill(process.pid, "SIGKILL"),
  });
  process.stdout.write(`the simulated cloud answers on ports ${cloud.ports.cloud} and ${cloud.ports.cloudControl}\n`);
  const stop = () => {
    effects.close();
    cloud.stop().catch(fail);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

/** Roles of people and pipelines in the settings, which the program does not create. */
function rolesNamedIn(root: string, stack: string): string[] {
  const { config } = readStackFile(root, stack);
  const text = Object.values(config).join("\n");
  return [...text.matchAll(/arn:[\w-]+:iam::\d+:role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]+)/g)].map(([, name = ""]) => name);
}

function fail(error: unknown): void {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch(fail);
