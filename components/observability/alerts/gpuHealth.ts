import type { AlertGroup } from "../alertGroup";
import { gpuResourceLabel, perGpuAndNamespace } from "../gpuQueries";
import { withObjectNamespace } from "../queries";

/**
 * XIDs that a program causes and that do not harm the GPU: those that NVIDIA's device plugin ignores.
 * https://github.com/NVIDIA/k8s-device-plugin/blob/v0.20.0/internal/rm/health.go
 */
const programErrors = [13, 31, 43, 45, 68, 109];

/** Faults of GPUs, and GPUs without metrics. */
export const gpuHealth: AlertGroup = {
  name: "gpu-health",
  alerts: [
    {
      name: "GpuFailing",
      expression: `${errors(`xid!~"0|${programErrors.join("|")}"`)} > 0`,
      forMinutes: 0,
      // The metric counts errors of the last five minutes, but the fault remains.
      keepFiringForMinutes: 60,
      severity: "critical",
      summary: "GPU {{ $labels.gpu }} of {{ $labels.node }} has failed with XID {{ $labels.xid }}",
      description:
        "The {{ $labels.modelName }} {{ $labels.UUID }} has a fault of the hardware or the driver. Programs on it, in " +
        "namespace {{ or $labels.exported_namespace `none` }}, may hang or return wrong results: replace the node.",
      runbook: "gpu-errors",
    },
    {
      name: "GpuProgramError",
      expression: `${errors(`xid=~"${programErrors.join("|")}"`)} > 0`,
      forMinutes: 0,
      severity: "warning",
      summary: "A program on GPU {{ $labels.gpu }} of {{ $labels.node }} has failed with XID {{ $labels.xid }}",
      description:
        "A pod of namespace {{ or $labels.exported_namespace `none` }} made an invalid request to the {{ $labels.modelName }}, such as a " +
        "read beyond its memory. The GPU is healthy.",
      runbook: "gpu-errors",
    },
    {
      name: "GpuMemoryFailing",
      expression: `${withObjectNamespace(perGpuAndNamespace("DCGM_FI_DEV_ROW_REMAP_FAILURE"))} > 0`,
      forMinutes: 0,
      severity: "critical",
      summary: "GPU {{ $labels.gpu }} of {{ $labels.node }} has no spare memory rows left",
      description:
        "The {{ $labels.modelName }} {{ $labels.UUID }} could not replace a broken row of its memory: replace the node.",
      runbook: "gpu-errors",
    },
    {
      name: "GpuMetricsMissing",
      // The exporter of a new node needs some minutes to start.
      expression:
        `max by (node) (kube_node_status_allocatable{resource="${gpuResourceLabel}"}) > 0 ` +
        'unless on (node) (up{job="dcgm-exporter"} == 1)',
      forMinutes: 15,
      severity: "warning",
      summary: "Node {{ $labels.node }} has GPUs but no GPU metrics",
      description: "Its DCGM exporter does not run or cannot be scraped. Other alerts about its GPUs cannot fire.",
      runbook: "gpu-metrics-missing",
    },
  ],
};

function errors(matcher: string): string {
  return withObjectNamespace(perGpuAndNamespace(`DCGM_EXP_XID_ERRORS_COUNT{${matcher}}`, ["xid"]));
}
