import type { AlertGroup } from "../alertGroup";
import { grown } from "../queries";

/** Managed node groups that Cluster Autoscaler cannot scale. Of its replicas only the leader works: hence the maxima. */
export const clusterAutoscaler: AlertGroup = {
  name: "cluster-autoscaler",
  alerts: [
    {
      name: "ClusterAutoscalerScaleUpFailing",
      expression: `sum by (reason) (${grown("cluster_autoscaler_failed_scale_ups_total", 45)})`,
      forMinutes: 0,
      severity: "warning",
      summary: "Cluster Autoscaler could not scale up a node group: {{ $labels.reason }}",
      description:
        "The Auto Scaling group brought no node: no capacity, an EC2 quota that is too low, or a node that did not join. " +
        "Cluster Autoscaler leaves the group alone for 5 to 30 minutes.",
      runbook: "cluster-autoscaler",
    },
    {
      name: "ClusterAutoscalerUnsafe",
      expression: "max(cluster_autoscaler_cluster_safe_to_autoscale) == 0",
      forMinutes: 15,
      severity: "warning",
      summary: "Cluster Autoscaler has stopped scaling: too many nodes are not ready",
      description: "It neither adds nor removes nodes of managed groups until enough of them are ready.",
      runbook: "cluster-autoscaler",
    },
    {
      name: "ClusterAutoscalerStuck",
      expression: 'time() - max(cluster_autoscaler_last_activity{activity="main"}) > 600',
      forMinutes: 5,
      severity: "warning",
      summary: "Cluster Autoscaler has not looked for pods that wait for {{ $value | humanizeDuration }}",
      description: "It looks every ten seconds. No managed group scales until it does.",
      runbook: "cluster-autoscaler",
    },
  ],
};
