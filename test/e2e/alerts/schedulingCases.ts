import type { AlertCase } from "./alertCase";

const waits = (pod: string) => ({
  [`kube_pod_created{namespace="vision",pod="${pod}"}`]: "_x10 600x79",
  [`kube_pod_status_unschedulable{namespace="vision",pod="${pod}"}`]: "_x10 1x49 stale",
});
const launchErrors = (error: string) =>
  `karpenter_cloudprovider_errors_total{controller="nodeclaim.lifecycle",method="Create",provider="aws",error="${error}"}`;
const many = "_x10 1+1x39 40x60";

/** Pods without a node, Jobs, and controllers that create nodes. */
export const schedulingCases: readonly AlertCase[] = [
  {
    alert: "AcceleratorPodsWaiting",
    about: "for a Job, if two replicas of kube-state-metrics report it",
    series: {
      ...waits("train-0"),
      'kube_pod_status_unschedulable{namespace="vision",pod="train-0",instance="second"}': "_x10 1x49 stale",
      'kube_pod_owner{namespace="vision",pod="train-0",owner_kind="Job"}': "1x90",
      'kube_pod_container_resource_requests{namespace="vision",pod="train-0",container="main",resource="nvidia_com_gpu"}':
        "4x90",
      // This pod has a node and pulls its image.
      'kube_pod_container_resource_requests{namespace="vision",pod="other",container="main",resource="nvidia_com_gpu"}':
        "1x90",
      'kube_pod_status_phase{namespace="vision",pod="other",phase="Pending"}': "1x90",
    },
    silent: [25, 34],
    fires: [
      {
        minute: 37,
        labels: { namespace: "vision", resource: "nvidia_com_gpu", severity: "warning" },
        summary: "Pods of vision have waited for 4 accelerators for more than 20 minutes",
      },
    ],
    clears: 61,
  },
  {
    alert: "JobPodsWaiting",
    series: {
      ...waits("table-0"),
      'kube_pod_owner{namespace="vision",pod="table-0",owner_kind="Job"}': "1x90",
      ...waits("web-0"),
      'kube_pod_owner{namespace="vision",pod="web-0",owner_kind="ReplicaSet"}': "1x90",
      ...waits("train-0"),
      'kube_pod_owner{namespace="vision",pod="train-0",owner_kind="Job"}': "1x90",
      'kube_pod_container_resource_requests{namespace="vision",pod="train-0",container="main",resource="aws_amazon_com_neuron"}':
        "16x90",
    },
    silent: [25, 34],
    fires: [
      {
        minute: 37,
        labels: { namespace: "vision", severity: "warning" },
        summary: "Pods of Jobs of vision have waited for a node for more than 20 minutes",
      },
    ],
    clears: 61,
  },
  {
    alert: "JobFailed",
    about: "for a day, even if the Job exists longer; batch predictions have another alert",
    series: {
      'kube_job_failed{namespace="vision",job_name="train",condition="true"}': "0x9 1x1600",
      'kube_job_failed{namespace="vision",job_name="nightly-labels-29000000",condition="true"}': "0x9 1x1600",
      'ALERTS{alertname="BatchPredictionFailed",alertstate="firing",namespace="vision",job_name="nightly-labels-29000000"}':
        "_x10 1x1600",
    },
    silent: [9, 13],
    fires: [
      {
        minute: 16,
        labels: { namespace: "vision", job_name: "train", severity: "warning" },
        summary: "Job train of vision has failed",
      },
      {
        minute: 1440,
        labels: { namespace: "vision", job_name: "train", severity: "warning" },
        summary: "Job train of vision has failed",
      },
    ],
    clears: 1451,
  },
  {
    alert: "KarpenterLaunchFailing",
    about: "for repeated failures, not for one",
    series: {
      [launchErrors("NodeClassNotReadyError")]: many,
      [launchErrors("")]: "_x10 1x99",
      [launchErrors("InsufficientCapacityError")]: many,
    },
    silent: [9, 20],
    fires: [
      {
        minute: 30,
        labels: { error: "NodeClassNotReadyError", severity: "warning" },
        summary: "Karpenter has failed to launch nodes for 15 minutes",
      },
    ],
    clears: 60,
  },
  {
    alert: "KarpenterCapacityUnavailable",
    series: { [launchErrors("InsufficientCapacityError")]: many },
    silent: [9, 38],
    fires: [
      {
        minute: 42,
        labels: { severity: "warning" },
        summary: "Karpenter has found no EC2 capacity for 30 minutes",
      },
    ],
    clears: 60,
  },
  {
    alert: "KarpenterNodeNotJoining",
    about: "at the first one",
    series: {
      'karpenter_nodeclaims_disrupted_total{nodepool="gpu",reason="registration_timeout",capacity_type="spot"}':
        "_x10 1x89",
      'karpenter_nodeclaims_disrupted_total{nodepool="gpu",reason="empty",capacity_type="spot"}': "0+1x99",
    },
    silent: [9],
    fires: [
      {
        minute: 11,
        labels: { nodepool: "gpu", reason: "registration_timeout", severity: "warning" },
        summary: "A node of pool gpu did not join the cluster in time",
      },
    ],
    clears: 45,
  },
  {
    alert: "KarpenterPoolNotReady",
    series: {
      'operator_nodepool_status_condition_count{name="gpu",type="Ready",status="True"}': "1x9 stale _x29 1x30",
      'operator_nodepool_status_condition_count{name="gpu",type="Ready",status="False"}': "_x10 1x29 stale",
      'operator_nodepool_status_condition_count{name="general",type="Ready",status="True"}': "1x70",
    },
    silent: [9, 18],
    fires: [
      {
        minute: 21,
        labels: { name: "gpu", severity: "warning" },
        summary: "Pool gpu is not ready: Karpenter creates no nodes for it",
      },
    ],
    clears: 41,
  },
  {
    alert: "KarpenterPoolAtLimit",
    about: "while pods are pending, not while they run",
    series: {
      'karpenter_nodepools_usage{nodepool="gpu",resource_type="nvidia.com/gpu"}': "4x120",
      'karpenter_nodepools_limit{nodepool="gpu",resource_type="nvidia.com/gpu"}': "4x120",
      'karpenter_nodepools_usage{nodepool="general",resource_type="cpu"}': "4x120",
      'karpenter_nodepools_limit{nodepool="general",resource_type="cpu"}': "64x120",
      'kube_pod_status_unschedulable{namespace="vision",pod="train-0"}': "_x10 1x49 stale",
    },
    silent: [9, 38],
    fires: [
      {
        minute: 41,
        labels: { nodepool: "gpu", resource_type: "nvidia.com/gpu", severity: "warning" },
        summary: "Pool gpu has used up its limit of nvidia.com/gpu while pods wait",
      },
    ],
    clears: 61,
  },
  {
    alert: "ClusterAutoscalerScaleUpFailing",
    about: "at the first one",
    series: { 'cluster_autoscaler_failed_scale_ups_total{reason="timeout"}': "_x10 1x89" },
    silent: [9],
    fires: [
      {
        minute: 11,
        labels: { reason: "timeout", severity: "warning" },
        summary: "Cluster Autoscaler could not scale up a node group: timeout",
      },
    ],
    clears: 60,
  },
  {
    alert: "ClusterAutoscalerUnsafe",
    about: "for the leader",
    series: {
      'cluster_autoscaler_cluster_safe_to_autoscale{pod="leads"}': "1x9 0x29 1x30",
      'cluster_autoscaler_cluster_safe_to_autoscale{pod="waits"}': "0x70",
    },
    silent: [9, 24],
    fires: [
      {
        minute: 26,
        labels: { severity: "warning" },
        summary: "Cluster Autoscaler has stopped scaling: too many nodes are not ready",
      },
    ],
    clears: 41,
  },
  {
    alert: "ClusterAutoscalerStuck",
    series: { 'cluster_autoscaler_last_activity{activity="main"}': "0+60x9 540x29 2400+60x30" },
    silent: [9, 23],
    fires: [
      {
        minute: 26,
        labels: { severity: "warning" },
        summary: "Cluster Autoscaler has not checked for unschedulable pods for 17m 0s",
      },
    ],
    clears: 41,
  },
];
