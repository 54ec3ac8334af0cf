import type { AlertGroup } from "../alertGroup";
import { ofItsUser, perGpu } from "../gpuQueries";

const limitPercent = 90;

/** GPUs with no room left. */
export const gpuUtilization: AlertGroup = {
  name: "gpu-utilization",
  alerts: [
    {
      name: "GpuUtilizationHigh",
      expression: `${ofItsUser(perGpu("max", "DCGM_FI_DEV_GPU_UTIL"))} > ${limitPercent}`,
      forMinutes: 5,
      severity: "warning",
      summary: "GPU {{ $labels.gpu }} of {{ $labels.node }} is over 90 % for 5 minutes",
      description:
        "The {{ $labels.modelName }} is at {{ $value | humanize }} %, in use by namespace " +
        "{{ or $labels.exported_namespace `none` }}. That is as it should be for a training job. A served model has no " +
        "room left: its requests queue.",
      runbook: "gpu-utilization",
    },
  ],
};
