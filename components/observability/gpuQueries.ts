/** Labels that say which GPU it is and whose: of DCGM's exporter, and of the scrape. */
const gpuLabels = ["node", "gpu", "UUID", "modelName", "exported_namespace"] as const;

/** Value of the label `resource` that kube-state-metrics makes of `nvidia.com/gpu`. */
export const gpuResourceLabel = "nvidia_com_gpu";

/**
 * One series a GPU. Without the exporter's pod among its labels, a restart of the exporter starts no alert anew; without
 * the pod that holds the GPU, neither do one short job after another.
 */
export function perGpu(aggregate: "max" | "sum", selector: string, further: readonly string[] = []): string {
  return `${aggregate} by (${[...gpuLabels, ...further].join(", ")}) (${selector})`;
}

/** Gives series the namespace that holds the GPU, by which Alertmanager finds a team's routes, where one does. */
export function ofItsUser(expression: string): string {
  return `label_replace(${expression}, "namespace", "$1", "exported_namespace", "(.+)")`;
}
