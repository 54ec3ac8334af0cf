import { issueIf } from "../../../core/schema/crossField";
import { placement } from "../../compute/placement";
import type { GpuSharing } from "../../compute/poolSettings";
import type { Workspace } from "../../tenancy/workspace";
import type { ArgumentCheck } from "../kind";
import type { TrainingArguments } from "./trainingArguments";
import { trainingPlacement } from "./trainingPod";

interface Arguments extends TrainingArguments {
  readonly workspace: Workspace;
  readonly nodes?: number;
  readonly processesPerNode?: number | undefined;
}

const where = ["accelerator", "acceleratorCount", "pool", "workspace"] as const;

/** A pool whose nodes share GPUs. */
interface SharedPool {
  readonly name: string;
  readonly sharing: GpuSharing;
}

/**
 * Rules about nodes that communicate with NCCL. NCCL ends with "Duplicate GPU detected" if two processes of a job are
 * on one GPU, also on different MIG partitions of it:
 * https://docs.nvidia.com/datacenter/tesla/mig-user-guide/#application-considerations.
 */
export const sharedGpuChecks: readonly ArgumentCheck<Arguments>[] = [
  {
    reads: ["nodes", ...where],
    find: (args) => {
      const shared = sharedPool(args);
      if (!shared || (args.nodes ?? 1) === 1) return [];
      return [
        {
          message: `must be 1: pool ${shared.name} shares GPUs (${shared.sharing.mode}), several nodes of the job can be on one GPU, and NCCL does not start then`,
          fix: `use ${otherPool(args)}, or a TrainingJob on one node`,
        },
      ];
    },
  },
];

/** Rules about programs that may run on a shared GPU: with another backend, or with memory to spare. */
export const sharedGpuWarnings: readonly ArgumentCheck<Arguments>[] = [
  {
    reads: ["processesPerNode", ...where],
    find: (args) => {
      const { accelerator = "", acceleratorCount = 1, processesPerNode = 1 } = args;
      return issueIf(accelerator.startsWith("nvidia-") && processesPerNode > acceleratorCount, {
        message: `is more than acceleratorCount, ${acceleratorCount}: NCCL does not start with two processes on one GPU, only another backend such as gloo does`,
        fix: `use ${acceleratorCount} or less, or raise acceleratorCount`,
      });
    },
  },
  {
    reads: where,
    find: (args) => {
      const shared = sharedPool(args);
      if (shared?.sharing.mode !== "timeSlicing") return [];
      const { replicas = 1 } = shared.sharing;
      return [
        {
          message: `is a share of a GPU: up to ${replicas} pods of pool ${shared.name} use one GPU in turn, without isolation of memory, so that another pod can end the training with "out of memory"`,
          fix: `use ${otherPool(args)}`,
        },
      ];
    },
  },
];

function sharedPool(args: Arguments): SharedPool | undefined {
  const { pools } = args.workspace;
  return trainingPlacement({ args })
    .pools.flatMap((name) => {
      const sharing = pools[name]?.gpuSharing;
      return sharing && args.accelerator !== undefined ? [{ name, sharing }] : [];
    })
    .at(0);
}

/** Names pools of the same accelerator without sharing. */
function otherPool({ workspace, accelerator }: Arguments): string {
  const whole = Object.entries(workspace.pools)
    .filter(([, { gpuSharing }]) => gpuSharing === undefined)
    .map(([name]) => name)
    .filter((pool) => placement({ accelerator, pool }, workspace.pools).problems.length === 0);
  return whole.length > 0
    ? `pool ${whole.join(" or ")}`
    : `a pool of mlops:compute.pools with ${accelerator} and without gpuSharing`;
}
