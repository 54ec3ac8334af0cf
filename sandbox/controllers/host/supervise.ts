import type { Controller, ControllerContext } from "../controller";
import { isAlive } from "../workloadReadiness";
import type { HostContext, HostController, HostProcesses } from "./hostController";

/**
 * Maximum number of unexpected exits in a row. Then the process is not restarted until its workload becomes ready
 * again.
 */
export const maximumDeaths = 5;

/** Run time after which a process counts as healthy, ms. A later exit starts a new count. */
const healthyMs = 60_000;

/** Runs a real controller's process only while its workload is ready. */
export function supervised(entry: HostController, host: HostContext, processes: HostProcesses): Controller {
  const { name, simulates, notTested, workload } = entry;
  let deaths = 0;
  let startedAt: number | undefined;

  const start = async (context: ControllerContext) => {
    await entry.prepare?.(host);
    await processes.start(name, { command: host.binary(entry.tool), args: entry.args(host), env: entry.env(host) });
    startedAt = context.now().getTime();
    context.report("started");
  };

  return {
    name,
    simulates,
    notTested,
    reconcile: async (context) => {
      const running = processes.isRunning(name);
      if (!(await isAlive({ workload }, context))) {
        if (running) {
          await processes.stop(name);
          context.report(`stopped: ${workload.namespace}/${workload.name} is not ready`);
        }
        deaths = 0;
        startedAt = undefined;
        return;
      }
      if (running || deaths >= maximumDeaths) return;
      if (startedAt === undefined) return start(context);

      const seconds = Math.round((context.now().getTime() - startedAt) / 1000);
      deaths = seconds * 1000 >= healthyMs ? 1 : deaths + 1;
      startedAt = undefined;
      const ended = `exited unexpectedly after ${seconds} s (${deaths} of ${maximumDeaths}): see its log`;
      if (deaths >= maximumDeaths)
        context.report(`${ended}; it will not be restarted until its workload becomes ready again`);
      // Reconciliation is retried after an error with a growing pause, which delays the next start.
      else throw new Error(ended);
    },
  };
}
