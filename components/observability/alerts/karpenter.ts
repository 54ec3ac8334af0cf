import type { AlertGroup } from "../alertGroup";
import { counterIncreased } from "../queries";

/** Failed launches. Karpenter retries within a minute. */
const launchErrors = (matcher: string) =>
  counterIncreased(`karpenter_cloudprovider_errors_total{method="Create", ${matcher}}`, 10);

const podsWait = "sum(max by (namespace, pod) (kube_pod_status_unschedulable)) > 0";

/** Nodes that Karpenter cannot add. */
export const karpenter: AlertGroup = {
  name: "karpenter",
  alerts: [
    {
      name: "KarpenterLaunchFailing",
      expression: `sum by (error) (${launchErrors('error!="InsufficientCapacityError"')})`,
      forMinutes: 15,
      severity: "warning",
      summary: "Karpenter has failed to launch nodes for 15 minutes",
      description:
        "EC2 or IAM rejects the launch: {{ or $labels.error `see the log` }}. Pods that need a new node wait.",
      runbook: "karpenter",
    },
    {
      name: "KarpenterCapacityUnavailable",
      expression: `sum(${launchErrors('error="InsufficientCapacityError"')})`,
      // Karpenter tries another zone or type within minutes, which often has capacity.
      forMinutes: 30,
      severity: "warning",
      summary: "Karpenter has found no EC2 capacity for 30 minutes",
      description:
        "EC2 has no capacity for the instance types of a pool in the pool's zones, or the account's EC2 quota is used up. " +
        "EC2 reports both in the same way.",
      runbook: "karpenter",
    },
    {
      name: "KarpenterNodeNotJoining",
      expression: `sum by (nodepool, reason) (${counterIncreased('karpenter_nodeclaims_disrupted_total{reason=~"registration_timeout|launch_timeout"}', 30)})`,
      forMinutes: 0,
      severity: "warning",
      summary: "A node of pool {{ $labels.nodepool }} did not join the cluster in time",
      description:
        "Karpenter deleted it: {{ $labels.reason }}. The instance was billed until then. The next instance may fail in the " +
        "same way.",
      runbook: "karpenter",
    },
    {
      name: "KarpenterPoolNotReady",
      expression: 'max by (name) (operator_nodepool_status_condition_count{type="Ready", status!="True"}) > 0',
      forMinutes: 10,
      severity: "warning",
      summary: "Pool {{ $labels.name }} is not ready: Karpenter creates no nodes for it",
      description: "Its node class finds no image, subnet, security group or instance profile.",
      runbook: "karpenter",
    },
    {
      name: "KarpenterPoolAtLimit",
      expression:
        "max by (nodepool, resource_type) (karpenter_nodepools_usage / (karpenter_nodepools_limit > 0)) >= 0.95 " +
        `and on () (${podsWait})`,
      forMinutes: 30,
      severity: "warning",
      summary: "Pool {{ $labels.nodepool }} has used up its limit of {{ $labels.resource_type }} while pods wait",
      description: "It is at {{ $value | humanizePercentage }} of its limit. The pods may wait for another pool.",
      runbook: "karpenter",
    },
  ],
};
