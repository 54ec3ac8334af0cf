import type { AlertGroup } from "../alertGroup";
import { counterIncreased } from "../queries";

/**
 * Managed node groups that Cluster Autoscaler cannot scale. Only the leader of its replicas has current metrics, which
 * `max` selects.
 */
export const clusterAutoscaler: AlertGroup = {
  name: "cluster-autoscaler",
  alerts: [
    {
      name: "ClusterAutoscalerScaleUpFailing",
      expression: `sum by (reason) (${counterIncreased("cluster_autoscaler_failed_scale_ups_total", 45)})`,
      forMinutes: 0,
      severity: "warning",
      summary: "Cluster Autoscaler could not scale up a node group: {{ $labels.reason }}",
      description:
        "The Auto Scaling group added no node: EC2 has no capacity, an EC2 quota is too low, or a node did not join. " +
        "Cluster Autoscaler does not scale the group for the next 5 to 30 minutes.",
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
      summary: "Cluster Autoscaler has not checked for unschedulable pods for {{ $value | humanizeDuration }}",
      description: "It checks every ten seconds. Until it does so again, no managed group scales.",
      runbook: "cluster-autoscaler",
    },
  ],
};
