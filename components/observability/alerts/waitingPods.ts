import { acceleratorResources } from "../../../core/kubernetes/accelerators";
import type { AlertGroup } from "../alertGroup";
import { kubeStateResource } from "../queries";

/** A new node with accelerators needs up to ten minutes, and longer to pull a large image. */
const waitingLimitMinutes = 20;

const accelerators = Object.values(acceleratorResources).map(kubeStateResource).join("|");
const requests = `kube_pod_container_resource_requests{resource=~"${accelerators}"}`;

/**
 * Pods that have waited for a node longer than a new node takes to start. The age of each single pod counts, because in
 * a queue of short jobs some pod always waits. While kube-state-metrics is replaced, two replicas report each pod,
 * which `max` combines.
 */
const waiting =
  "((max by (namespace, pod) (kube_pod_status_unschedulable) == 1) and on (namespace, pod) " +
  `(time() - max by (namespace, pod) (kube_pod_created) > ${waitingLimitMinutes * 60}))`;

/** Pods that get no node. For pods that belong to no Job, the chart has the alert KubePodNotReady. */
export const waitingPods: AlertGroup = {
  name: "waiting-pods",
  alerts: [
    {
      name: "AcceleratorPodsWaiting",
      expression:
        `sum by (namespace, resource) (max by (namespace, pod, container, resource) (${requests}) ` +
        `and on (namespace, pod) ${waiting}) > 0`,
      forMinutes: 5,
      severity: "warning",
      summary: `Pods of {{ $labels.namespace }} have waited for {{ $value }} accelerators for more than ${waitingLimitMinutes} minutes`,
      description:
        "No node has free {{ $labels.resource }}: a pool is at its limit, a zone has no capacity, or an EC2 quota is " +
        "too low.",
      runbook: "waiting-pods",
    },
    {
      name: "JobPodsWaiting",
      expression:
        `count by (namespace) (${waiting} and on (namespace, pod) kube_pod_owner{owner_kind="Job"} ` +
        `unless on (namespace, pod) ${requests}) > 0`,
      forMinutes: 5,
      severity: "warning",
      summary: `Pods of Jobs of {{ $labels.namespace }} have waited for a node for more than ${waitingLimitMinutes} minutes`,
      description:
        "{{ $value }} pods: no node has free capacity, and no node is added: a pool is at its limit, or a zone has no capacity.",
      runbook: "waiting-pods",
    },
  ],
};
