import type { ExpectedSamples, Series } from "../support/promtool";

/** Expected values of a panel of a dashboard. */
export interface QueryCase {
  readonly dashboard: string;
  readonly panel: string;
  readonly about: string;
  readonly series: Series;
  readonly minute: number;
  readonly samples: ExpectedSamples["samples"];
}

const gpu = (uuid: string, further = "") => `node="n1",gpu="0",UUID="${uuid}",modelName="NVIDIA L4"${further}`;
const pod = (name: string) => `,exported_namespace="vision",exported_pod="${name}"`;
const free = (labels: string) => `DCGM_FI_DEV_FB_FREE{${labels}}`;
const waiting = (name: string) =>
  `kube_pod_container_resource_requests{namespace="vision",pod="${name}",container="main",resource="nvidia_com_gpu"}`;
const fleet = { dashboard: "GPU fleet" };

/** One GPU that two pods share, one that MIG divides in two, and one without a pod. */
const threeGpus: Series = {
  [free(gpu("GPU-1", `,vgpu="0"${pod("a")}`))]: "1000x90",
  [free(gpu("GPU-1", `,vgpu="1"${pod("b")}`))]: "1000x90",
  [free(gpu("GPU-2", `,GPU_I_ID="7"${pod("c")}`))]: "1000x90",
  [free(gpu("GPU-2", ',GPU_I_ID="8"'))]: "1000x90",
  [free(gpu("GPU-3"))]: "1000x90",
};

export const queryCases: readonly QueryCase[] = [
  {
    ...fleet,
    panel: "GPUs",
    about: "counts devices, including shared and divided ones once",
    series: threeGpus,
    minute: 10,
    samples: [{ labels: "{}", value: 3 }],
  },
  {
    ...fleet,
    panel: "Used by a pod",
    about: "counts devices with at least one pod",
    series: threeGpus,
    minute: 10,
    samples: [{ labels: "{}", value: 2 }],
  },
  {
    ...fleet,
    panel: "GPUs by namespace",
    about: "counts a shared GPU once",
    series: threeGpus,
    minute: 10,
    samples: [{ labels: '{exported_namespace="vision"}', value: 2 }],
  },
  {
    ...fleet,
    panel: "Requested and not available",
    about: "omits pods that have their GPU and pull an image",
    series: {
      [waiting("a")]: "4x90",
      'kube_pod_status_unschedulable{namespace="vision",pod="a"}': "1x90",
      [waiting("b")]: "2x90",
      'kube_pod_status_phase{namespace="vision",pod="b",phase="Pending"}': "1x90",
    },
    minute: 10,
    samples: [{ labels: "{}", value: 4 }],
  },
  {
    ...fleet,
    panel: "Mean utilization of used GPUs",
    about: "uses the engines of a divided GPU",
    series: {
      ...threeGpus,
      [`DCGM_FI_DEV_GPU_UTIL{${gpu("GPU-1")}}`]: "80x90",
      [`DCGM_FI_DEV_GPU_UTIL{${gpu("GPU-1", pod("a"))}}`]: "0x90",
      [`DCGM_FI_PROF_GR_ENGINE_ACTIVE{${gpu("GPU-2", `,GPU_I_ID="7"${pod("c")}`)}}`]: "0.4x90",
      [`DCGM_FI_DEV_GPU_UTIL{${gpu("GPU-3")}}`]: "0x90",
    },
    minute: 10,
    samples: [{ labels: "{}", value: 60 }],
  },
  {
    ...fleet,
    panel: "Power",
    about: "counts a device once",
    series: {
      [`DCGM_FI_DEV_POWER_USAGE{${gpu("GPU-1", pod("a"))}}`]: "70x90",
      [`DCGM_FI_DEV_POWER_USAGE{${gpu("GPU-1", pod("b"))}}`]: "70x90",
      [`DCGM_FI_DEV_POWER_USAGE{${gpu("GPU-2")}}`]: "30x90",
    },
    minute: 10,
    samples: [{ labels: "{}", value: 100 }],
  },
  {
    ...fleet,
    panel: "Requested and idle for an hour",
    about: "omits a pod that has run for only ten minutes, and busy ones",
    series: {
      [free(gpu("GPU-1", pod("old")))]: "1000x90",
      [`DCGM_FI_DEV_GPU_UTIL{${gpu("GPU-1")}}`]: "2x90",
      [free(gpu("GPU-2", pod("young")))]: "_x70 1000x20",
      [`DCGM_FI_DEV_GPU_UTIL{${gpu("GPU-2")}}`]: "0x90",
      [free(gpu("GPU-3", pod("busy")))]: "1000x90",
      [`DCGM_FI_DEV_GPU_UTIL{${gpu("GPU-3")}}`]: "60x90",
    },
    minute: 80,
    samples: [
      {
        labels: `{${gpu("GPU-1", pod("old"))}}`,
        value: 2,
      },
    ],
  },
];
