import { kubeStateResource } from "./queries";

/** Labels that say which GPU it is, or which part of one that MIG divides: of DCGM's exporter, and of the scrape. */
const deviceLabels = ["node", "gpu", "UUID", "GPU_I_ID", "modelName"] as const;

/** Value of the label `resource` that kube-state-metrics makes of `nvidia.com/gpu`. */
export const gpuResourceLabel = kubeStateResource("nvidia.com/gpu");

/**
 * A series that every GPU and every part of one has, with the pod that holds it among its labels, once for each pod that
 * shares it. The exporter gives utilisation and memory used for each process, which it cannot see: they say of no pod
 * that it holds a GPU.
 */
export const heldMetric = "DCGM_FI_DEV_FB_FREE";

/**
 * One series a GPU. Without the exporter's pod among its labels, a restart of the exporter starts no alert anew; without
 * the pod that holds the GPU, neither do one short job after another. Pods that share a GPU would count its errors twice:
 * there is no sum.
 */
export function perGpu(selector: string, further: readonly string[] = []): string {
  return `max by (${[...deviceLabels, ...further].join(", ")}) (${selector})`;
}

/** One series for each GPU and each namespace that holds it. */
export function perHolder(selector: string, further: readonly string[] = []): string {
  return perGpu(selector, ["exported_namespace", ...further]);
}

/** Utilisation of each GPU in percent, over all its users. For MIG partitions, only the engine activity is measured. */
export const utilization = `(${perGpu("DCGM_FI_DEV_GPU_UTIL")} or ${perGpu("100 * DCGM_FI_PROF_GR_ENGINE_ACTIVE")})`;

/** Series of pods and GPUs, each with the value that its GPU has. */
export function valueOfItsGpu(holders: string, value: string): string {
  return `${holders} * on (${deviceLabels.join(", ")}) group_left () (${value})`;
}

/** Series with the labels of GPUs, as far as their GPU is among others. */
export function onlyGpus(series: string, among: string): string {
  return `${series} and on (${deviceLabels.join(", ")}) ${among}`;
}

/** One series of value 1 for each GPU, namespace and pod that holds it. */
export function holders(matchers: string, labels: readonly string[], further = ""): string {
  return `group by (${[...deviceLabels, ...labels].join(", ")}) (${heldMetric}{exported_pod!=""${matchers}}${further})`;
}
