import { reasonOf } from "../../core/errors/usageError";
import { CloudClient } from "../cloud/client";
import { SandboxHome } from "../home";
import { KubernetesClient } from "../kubernetes/client";
import { Processes } from "../processes/processes";
import { simulatedControllers } from "./catalogue";
import { SimulatedCloud } from "./cloud";
import type { ControllerContext } from "./controller";
import { hostControllers } from "./host/catalogue";
import type { HostContext } from "./host/hostController";
import { supervised } from "./host/supervise";
import { runControllers } from "./reconcileLoop";
import { readControllersSettings } from "./settings";

/**
 * `main.ts FOLDER`: runs the controllers of the sandbox in a folder. On SIGTERM, it also stops the real controllers
 * that it started.
 */
async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined)
    throw new Error("the sandbox's folder is missing\n  fix: sandbox/controllers/main.ts FOLDER");
  const home = SandboxHome.at(folder);
  const { ports } = home.facts;
  const { region, clusterName, zones, tools, consolidateAfter } = readControllersSettings(home);
  const api = KubernetesClient.fromKubeconfig(home.kubeconfig);
  const processes = new Processes(home);
  const context: ControllerContext = {
    api,
    cloud: new SimulatedCloud(new CloudClient(ports.cloudControl)),
    region,
    clusterName,
    consolidateAfter,
    now: () => new Date(),
    report: (message) => process.stderr.write(`${new Date().toISOString()} ${message}\n`),
  };
  const host: HostContext = {
    api,
    kubeconfig: home.kubeconfig,
    zones,
    ports,
    file: (...parts) => home.file(...parts),
    binary: (name) => {
      const found = tools[name];
      if (found === undefined) throw new Error(`the settings of the controllers do not contain the tool ${name}`);
      return found;
    },
  };

  const controllers = [...hostControllers.map((entry) => supervised(entry, host, processes)), ...simulatedControllers];
  await runControllers(controllers, context, { signal: untilEnded() });
  for (const { name } of hostControllers) await processes.stop(name);
  api.close();
}

function untilEnded(): AbortSignal {
  const ended = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => ended.abort());
  return ended.signal;
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
});
