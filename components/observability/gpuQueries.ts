import { kubeStateResource } from "./queries";

/** Labels that identify a GPU or a MIG partition. */
const deviceLabels = ["node", "gpu", "UUID", "GPU_I_ID", "modelName"] as const;

/** Label `resource` of kube-state-metrics for `nvidia.com/gpu`. */
export const gpuResourceLabel = kubeStateResource("nvidia.com/gpu");

/**
 * A metric that every GPU and every MIG partition has, with a series for each pod that uses it. Metrics of utilization
 * and used memory do not identify pods, because the exporter cannot see processes.
 */
export const allocationMetric = "DCGM_FI_DEV_FB_FREE";

/**
 * Returns one series for each GPU, without the labels of pods: otherwise a restart of the exporter, or the next short
 * job, would restart an alert. It uses `max`, because a sum would count the errors of a shared GPU twice.
 */
export function perGpu(selector: string, further: readonly string[] = []): string {
  return `max by (${[...deviceLabels, ...further].join(", ")}) (${selector})`;
}

/** Returns one series for each GPU and each namespace that uses it. */
export function perGpuAndNamespace(selector: string, further: readonly string[] = []): string {
  return perGpu(selector, ["exported_namespace", ...further]);
}

/** Utilization of each GPU in percent, over all its users. For MIG partitions, only the engine activity is measured. */
export const utilization = `(${perGpu("DCGM_FI_DEV_GPU_UTIL")} or ${perGpu("100 * DCGM_FI_PROF_GR_ENGINE_ACTIVE")})`;

/** Returns series of pods and GPUs, each with the value of its GPU. */
export function withValueOfGpu(gpuUsers: string, value: string): string {
  return `${gpuUsers} * on (${deviceLabels.join(", ")}) group_left () (${value})`;
}

/** Returns the series whose GPU is also in `among`. */
export function onlyGpusOf(series: string, among: string): string {
  return `${series} and on (${deviceLabels.join(", ")}) ${among}`;
}

/** Returns one series of value 1 for each GPU, namespace and pod that uses it. */
export function gpuUsers(matchers: string, labels: readonly string[], further = ""): string {
  return `group by (${[...deviceLabels, ...labels].join(", ")}) (${allocationMetric}{exported_pod!=""${matchers}}${further})`;
}
