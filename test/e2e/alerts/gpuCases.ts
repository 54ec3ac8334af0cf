import type { AlertCase } from "./alertCase";

const gpu = 'node="n1",gpu="0",UUID="GPU-1",modelName="NVIDIA L4"';
const gpuLabels = { node: "n1", gpu: "0", UUID: "GPU-1", modelName: "NVIDIA L4" };
const heldBy = (namespace: string, pod: string) => `exported_namespace="${namespace}",exported_pod="${pod}"`;
const ofTeam = (team: string) => ({ ...gpuLabels, exported_namespace: team, namespace: team });
const busy = "50x9 95x19 50x30";
const utilizationSummary = "GPU 0 of n1, which serves a model, has been above 90 % utilization for 5 minutes";

export const gpuCases: readonly AlertCase[] = [
  {
    alert: "GpuUtilizationHigh",
    about: "for a Deployment's GPU, not for a Job's",
    series: {
      [`DCGM_FI_DEV_FB_FREE{${gpu},${heldBy("vision", "labels-1")}}`]: "1000x60",
      [`DCGM_FI_DEV_GPU_UTIL{${gpu}}`]: busy,
      // The exporter does not see processes of other pods.
      [`DCGM_FI_DEV_GPU_UTIL{${gpu},${heldBy("vision", "labels-1")}}`]: "0x60",
      [`DCGM_FI_DEV_FB_FREE{node="n2",gpu="0",UUID="GPU-2",modelName="NVIDIA L4",${heldBy("vision", "train-0")}}`]:
        "1000x60",
      'DCGM_FI_DEV_GPU_UTIL{node="n2",gpu="0",UUID="GPU-2",modelName="NVIDIA L4"}': "99x60",
      'kube_pod_owner{namespace="vision",pod="labels-1",owner_kind="ReplicaSet"}': "1x60",
      'kube_pod_owner{namespace="vision",pod="train-0",owner_kind="Job"}': "1x60",
    },
    silent: [9, 14],
    fires: [{ minute: 16, labels: { ...ofTeam("vision"), severity: "warning" }, summary: utilizationSummary }],
    clears: 31,
  },
  {
    alert: "GpuUtilizationHigh",
    about: "for each team that shares the GPU",
    series: {
      [`DCGM_FI_DEV_FB_FREE{${gpu},vgpu="0",${heldBy("vision", "labels-1")}}`]: "1000x60",
      [`DCGM_FI_DEV_FB_FREE{${gpu},vgpu="1",${heldBy("risk", "scores-1")}}`]: "1000x60",
      [`DCGM_FI_DEV_GPU_UTIL{${gpu}}`]: busy,
      'kube_pod_owner{namespace="vision",pod="labels-1",owner_kind="ReplicaSet"}': "1x60",
      'kube_pod_owner{namespace="risk",pod="scores-1",owner_kind="ReplicaSet"}': "1x60",
    },
    silent: [9],
    fires: [
      { minute: 16, labels: { ...ofTeam("vision"), severity: "warning" }, summary: utilizationSummary },
      { minute: 16, labels: { ...ofTeam("risk"), severity: "warning" }, summary: utilizationSummary },
    ],
    clears: 31,
  },
  {
    alert: "GpuUtilizationHigh",
    about: "for a MIG partition of a GPU",
    series: {
      [`DCGM_FI_DEV_FB_FREE{${gpu},GPU_I_ID="7",${heldBy("vision", "labels-1")}}`]: "1000x60",
      [`DCGM_FI_PROF_GR_ENGINE_ACTIVE{${gpu},GPU_I_ID="7",${heldBy("vision", "labels-1")}}`]: "0.5x9 0.95x19 0.5x30",
      [`DCGM_FI_PROF_GR_ENGINE_ACTIVE{${gpu},GPU_I_ID="8"}`]: "0.99x60",
      'kube_pod_owner{namespace="vision",pod="labels-1",owner_kind="ReplicaSet"}': "1x60",
    },
    silent: [9],
    fires: [
      { minute: 16, labels: { ...ofTeam("vision"), GPU_I_ID: "7", severity: "warning" }, summary: utilizationSummary },
    ],
    clears: 31,
  },
  {
    alert: "GpuFailing",
    series: {
      [`DCGM_EXP_XID_ERRORS_COUNT{${gpu},xid="79",${heldBy("vision", "a")}}`]: "0x4 2x4 0x100",
      [`DCGM_EXP_XID_ERRORS_COUNT{${gpu},xid="79",${heldBy("vision", "b")}}`]: "0x4 2x4 0x100",
      [`DCGM_EXP_XID_ERRORS_COUNT{${gpu},xid="31",${heldBy("vision", "a")}}`]: "1x100",
    },
    silent: [4],
    fires: [
      {
        minute: 5,
        labels: { ...ofTeam("vision"), xid: "79", severity: "critical" },
        summary: "GPU 0 of n1 has failed with XID 79",
      },
    ],
    clears: 75,
  },
  {
    alert: "GpuProgramError",
    series: {
      [`DCGM_EXP_XID_ERRORS_COUNT{${gpu},xid="31",${heldBy("vision", "a")}}`]: "0x4 1x4 0x20",
      [`DCGM_EXP_XID_ERRORS_COUNT{${gpu},xid="79"}`]: "1x20",
    },
    silent: [4],
    fires: [
      {
        minute: 6,
        labels: { ...ofTeam("vision"), xid: "31", severity: "warning" },
        summary: "A program on GPU 0 of n1 has failed with XID 31",
      },
    ],
    clears: 11,
  },
  {
    alert: "GpuMemoryFailing",
    about: "for a GPU without a pod",
    series: { [`DCGM_FI_DEV_ROW_REMAP_FAILURE{${gpu}}`]: "0x4 1x4 0x20" },
    silent: [4],
    fires: [
      {
        minute: 6,
        labels: { ...gpuLabels, severity: "critical" },
        summary: "GPU 0 of n1 has no spare memory rows left",
      },
    ],
    clears: 11,
  },
  {
    alert: "GpuMetricsMissing",
    series: {
      'kube_node_status_allocatable{node="n1",resource="nvidia_com_gpu"}': "1x60",
      'kube_node_status_allocatable{node="n2",resource="nvidia_com_gpu"}': "0x60",
      'up{job="dcgm-exporter",node="n1"}': "1x9 0x29 1x30",
    },
    silent: [9, 24],
    fires: [
      {
        minute: 26,
        labels: { node: "n1", severity: "warning" },
        summary: "Node n1 has GPUs but no GPU metrics",
      },
    ],
    clears: 41,
  },
];
