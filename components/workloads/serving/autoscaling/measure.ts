import { issueIf } from "../../../../core/schema/crossField";
import type { ArgumentCheck } from "../../kind";
import type { ReplicaRange } from "../replicas";

/** What an autoscaler measures: CPU of the pods, requests in flight, or memory of their GPUs. */
export type Measure = NonNullable<ReplicaRange["measure"]>;

interface Measured {
  readonly accelerator?: string | undefined;
  readonly replicas: ReplicaRange;
  readonly transform?: { readonly autoscaler?: unknown; readonly scaledObject?: unknown } | undefined;
}

/**
 * Returns what the autoscaler of a model measures. With an accelerator, CPU use does not show the load: the CPU of a
 * GPU server is idle while the server waits for its GPU, or one core is busy with decoding at any load.
 */
export function measureOf({ accelerator, replicas }: Measured): Measure {
  return replicas.measure ?? (accelerator === undefined ? "cpu" : "requests");
}

/** Rules about what an autoscaler measures. */
export const measureChecks: readonly ArgumentCheck<Measured>[] = [
  {
    reads: ["replicas.measure", "accelerator"],
    find: ({ accelerator = "", replicas }) =>
      issueIf(replicas.measure === "gpuMemory" && !accelerator.startsWith("nvidia-"), {
        message: "must not be gpuMemory without an accelerator of NVIDIA: only their memory is measured",
        fix: 'use "requests" or "cpu"',
      }),
  },
  {
    reads: ["transform", "replicas", "accelerator"],
    find: (args) => {
      const measure = measureOf(args);
      const [created, unused] =
        measure === "cpu" ? (["autoscaler", "scaledObject"] as const) : (["scaledObject", "autoscaler"] as const);
      return issueIf(args.transform?.[unused] !== undefined, {
        path: ["transform", unused],
        message: `must not be set: the model scales by ${measure}, and there is no such object`,
        fix: `write transform.${created}`,
      });
    },
  },
];

/** Rules about autoscalers that work badly. */
export const measureWarnings: readonly ArgumentCheck<Measured>[] = [
  {
    reads: ["replicas.measure", "accelerator"],
    find: ({ accelerator, replicas }) =>
      issueIf(accelerator !== undefined && replicas.measure === "cpu", {
        message: `does not show the load of a server with ${accelerator}: its CPU can be idle while requests wait`,
        fix: 'remove replicas.measure, or use "requests"',
      }),
  },
];
