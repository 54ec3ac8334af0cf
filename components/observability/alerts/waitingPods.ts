import { acceleratorResources } from "../../../core/kubernetes/accelerators";
import type { AlertGroup } from "../alertGroup";
import { kubeStateResource } from "../queries";

/** A node with accelerators that starts from zero needs up to ten minutes, one with a large image more. */
const patienceMinutes = 20;

const accelerators = Object.values(acceleratorResources).map(kubeStateResource).join("|");
const requests = `kube_pod_container_resource_requests{resource=~"${accelerators}"}`;

/**
 * Pods without a node for longer than a new one takes. By their own age: of a queue of short jobs one always waits. While
 * kube-state-metrics is replaced, two of it tell of a pod: hence the maxima.
 */
const waiting =
  "((max by (namespace, pod) (kube_pod_status_unschedulable) == 1) and on (namespace, pod) " +
  `(time() - max by (namespace, pod) (kube_pod_created) > ${patienceMinutes * 60}))`;

/** Pods that get no node. Of others than Jobs', the chart's own alert KubePodNotReady tells. */
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
      summary: `Pods of {{ $labels.namespace }} wait for {{ $value }} accelerators for more than ${patienceMinutes} minutes`,
      description:
        "Nothing gives them {{ $labels.resource }}: a pool at its limit, a zone without capacity, or an EC2 quota that is " +
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
      summary: `Pods of Jobs of {{ $labels.namespace }} wait for a node for more than ${patienceMinutes} minutes`,
      description:
        "{{ $value }} of them: no node has room, and no new one comes: a pool at its limit, or a zone without capacity.",
      runbook: "waiting-pods",
    },
  ],
};
