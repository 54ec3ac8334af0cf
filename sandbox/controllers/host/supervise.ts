import type { Controller, ControllerContext } from "../controller";
import { isAlive } from "../owner";
import type { HostContext, HostController, HostProcesses } from "./hostController";

/** Starts in a row that may end by themselves before a process is left alone until its workload is ready anew. */
export const maximumDeaths = 5;

/** A process that ran for as long, ms, was well: what ends it later begins a new row. */
const healthyMs = 60_000;

/** Runs a real controller's process exactly while its workload is ready. */
export function supervised(entry: HostController, host: HostContext, processes: HostProcesses): Controller {
  const { name, standsFor, notProven, workload } = entry;
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
    standsFor,
    notProven,
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
      const ended = `ended by itself after ${seconds} s (${deaths} of ${maximumDeaths}): see its log`;
      if (deaths >= maximumDeaths) context.report(`${ended}; it is not started again until its workload is ready anew`);
      // An error: the next start comes after a pause that grows.
      else throw new Error(ended);
    },
  };
}
