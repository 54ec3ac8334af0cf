import type { AlertGroup } from "../alertGroup";
import { gpuUsers, perGpuAndNamespace, utilization, withValueOfGpu } from "../gpuQueries";
import { withObjectNamespace } from "../queries";

const limitPercent = 90;

/** Pods of Deployments, which serve models. Training jobs have no alert, because they should use their GPUs fully. */
const serving =
  'label_replace(label_replace(kube_pod_owner{owner_kind="ReplicaSet"}, "exported_namespace", "$1", "namespace", "(.+)"), ' +
  '"exported_pod", "$1", "pod", "(.+)")';

const servingGpuUsers = perGpuAndNamespace(
  `${gpuUsers("", ["exported_namespace", "exported_pod"])} and on (exported_namespace, exported_pod) ${serving}`,
);

/** Models whose GPUs have no free capacity. */
export const gpuUtilization: AlertGroup = {
  name: "gpu-utilization",
  alerts: [
    {
      name: "GpuUtilizationHigh",
      expression: `${withObjectNamespace(withValueOfGpu(servingGpuUsers, utilization))} > ${limitPercent}`,
      forMinutes: 5,
      severity: "warning",
      summary:
        "GPU {{ $labels.gpu }} of {{ $labels.node }}, which serves a model, has been above 90 % utilization for 5 minutes",
      description:
        "A Deployment of namespace {{ $labels.exported_namespace }} uses the {{ $labels.modelName }}, which is at " +
        "{{ $value | humanize }} %. The model has no capacity left: its requests queue.",
      runbook: "gpu-utilization",
    },
  ],
};
