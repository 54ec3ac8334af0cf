/** A field of DCGM and its type in Prometheus. Fields: https://docs.nvidia.com/datacenter/dcgm/latest/ */
export interface GpuMetric {
  readonly field: `DCGM_${string}`;
  readonly type: "gauge" | "counter";
  readonly help: string;
}

/**
 * Metrics that the exporter reads from each GPU. Alerts and dashboards use only these. Metrics that a GPU does not
 * support are missing for it.
 */
export const gpuMetrics: readonly GpuMetric[] = [
  { field: "DCGM_FI_DEV_SM_CLOCK", type: "gauge", help: "SM clock frequency (in MHz)." },
  { field: "DCGM_FI_DEV_MEMORY_TEMP", type: "gauge", help: "Memory temperature (in C)." },
  { field: "DCGM_FI_DEV_GPU_TEMP", type: "gauge", help: "GPU temperature (in C)." },
  { field: "DCGM_FI_DEV_POWER_USAGE", type: "gauge", help: "Power draw (in W)." },
  { field: "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", type: "counter", help: "Energy since boot (in mJ)." },
  { field: "DCGM_FI_DEV_PCIE_REPLAY_COUNTER", type: "counter", help: "Retries on the PCIe bus." },
  { field: "DCGM_FI_DEV_GPU_UTIL", type: "gauge", help: "GPU utilization (in %)." },
  { field: "DCGM_FI_DEV_MEM_COPY_UTIL", type: "gauge", help: "Memory bandwidth utilization (in %)." },
  { field: "DCGM_FI_DEV_FB_FREE", type: "gauge", help: "Memory free (in MiB)." },
  { field: "DCGM_FI_DEV_FB_USED", type: "gauge", help: "Memory used (in MiB)." },
  {
    field: "DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS",
    type: "counter",
    help: "Rows remapped after uncorrectable errors.",
  },
  { field: "DCGM_FI_DEV_ROW_REMAP_FAILURE", type: "gauge", help: "Whether remapping of rows has failed." },
  // Counts errors of the last five minutes by XID. The field of the last error is not used: it keeps its value until
  // the node is removed.
  { field: "DCGM_EXP_XID_ERRORS_COUNT", type: "gauge", help: "XID errors of the last five minutes by number." },
  { field: "DCGM_FI_PROF_GR_ENGINE_ACTIVE", type: "gauge", help: "Share of time in which anything ran." },
  { field: "DCGM_FI_PROF_SM_ACTIVE", type: "gauge", help: "Share of cycles in which an SM had work." },
  { field: "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", type: "gauge", help: "Share of cycles in which tensor cores worked." },
  { field: "DCGM_FI_PROF_DRAM_ACTIVE", type: "gauge", help: "Share of cycles in which memory was read or written." },
];

/** Returns the exporter's metrics file: field, type and help, none of which may contain a comma. */
export function counterFile(metrics: readonly GpuMetric[]): string {
  return `${metrics.map(({ field, type, help }) => `${field}, ${type}, ${help}`).join("\n")}\n`;
}
