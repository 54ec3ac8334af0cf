import { gpuResourceLabel } from "../gpuQueries";
import type { Dashboard, Step } from "./dashboard";

/** Of the GPUs that the reader has chosen. */
function gpus(metric: string, matcher = ""): string {
  return `${metric}{node=~"$node", exported_namespace=~"$namespace"${matcher && `, ${matcher}`}}`;
}

const held = 'exported_pod!=""';
const each = "{{node}} {{gpu}}";
const hot: readonly Step[] = [
  { from: 0, color: "green" },
  { from: 80, color: "orange" },
  { from: 90, color: "red" },
];
const none: readonly Step[] = [
  { from: 0, color: "green" },
  { from: 1, color: "red" },
];

/** Which GPUs there are, who holds them, what comes of it and which are about to fail. */
export const gpuFleet: Dashboard = {
  uid: "gpu-fleet",
  title: "GPU fleet",
  description: "Every GPU of the cluster: who holds it, how well it is used, whether it is healthy.",
  tags: ["gpu", "platform"],
  variables: [
    { name: "node", label: "Node", metric: "DCGM_FI_DEV_GPU_UTIL", of: "node" },
    { name: "namespace", label: "Team's namespace", metric: "DCGM_FI_DEV_GPU_UTIL", of: "exported_namespace" },
  ],
  rows: [
    {
      title: "Now",
      panels: [
        {
          kind: "stat",
          title: "GPUs",
          unit: "short",
          queries: [{ expression: `count(${gpus("DCGM_FI_DEV_GPU_UTIL")})` }],
        },
        {
          kind: "stat",
          title: "Held by a pod",
          unit: "short",
          queries: [{ expression: `count(${gpus("DCGM_FI_DEV_GPU_UTIL", held)}) or vector(0)` }],
        },
        {
          kind: "stat",
          title: "Asked for and not to be had",
          description: "GPUs that pods wait for: a pool at its limit, or a zone without capacity.",
          unit: "short",
          queries: [
            {
              expression:
                `sum(kube_pod_container_resource_requests{resource="${gpuResourceLabel}"} * on (namespace, pod) ` +
                'group_left () (kube_pod_status_phase{phase="Pending"} == 1)) or vector(0)',
            },
          ],
        },
        {
          kind: "stat",
          title: "Mean utilisation of those held",
          unit: "percent",
          maximum: 100,
          queries: [{ expression: `avg(${gpus("DCGM_FI_DEV_GPU_UTIL", held)})` }],
        },
        {
          kind: "stat",
          title: "Power",
          unit: "watt",
          queries: [{ expression: `sum(${gpus("DCGM_FI_DEV_POWER_USAGE")})` }],
        },
        {
          kind: "stat",
          title: "Errors in five minutes",
          unit: "short",
          steps: none,
          queries: [{ expression: `sum(${gpus("DCGM_EXP_XID_ERRORS_COUNT", 'xid!="0"')}) or vector(0)` }],
        },
      ],
    },
    {
      title: "Use",
      panels: [
        {
          kind: "timeseries",
          title: "Utilisation",
          description: "Share of time in which anything ran on the GPU, however little of it was busy.",
          unit: "percent",
          maximum: 100,
          queries: [{ expression: gpus("DCGM_FI_DEV_GPU_UTIL"), legend: each }],
        },
        {
          kind: "timeseries",
          title: "GPUs by namespace",
          unit: "short",
          queries: [
            {
              expression: `count by (exported_namespace) (${gpus("DCGM_FI_DEV_GPU_UTIL", held)})`,
              legend: "{{exported_namespace}}",
            },
          ],
        },
        {
          kind: "timeseries",
          title: "Tensor cores",
          description:
            "Share of cycles in which they worked. Low beside a high utilisation: the model waits for memory or data.",
          unit: "percentunit",
          maximum: 1,
          queries: [{ expression: gpus("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE"), legend: each }],
        },
        {
          kind: "timeseries",
          title: "Memory used",
          unit: "percentunit",
          maximum: 1,
          queries: [
            {
              expression: `${gpus("DCGM_FI_DEV_FB_USED")} / (${gpus("DCGM_FI_DEV_FB_USED")} + ${gpus("DCGM_FI_DEV_FB_FREE")})`,
              legend: each,
            },
          ],
        },
        {
          kind: "table",
          title: "Held and idle for an hour",
          description:
            "GPUs that are paid for and below 5 %: notebooks that somebody forgot, services without requests.",
          unit: "percent",
          width: 24,
          queries: [
            {
              expression:
                "max by (exported_namespace, exported_pod, node, gpu, modelName) " +
                `(avg_over_time(${gpus("DCGM_FI_DEV_GPU_UTIL", held)}[1h])) < 5`,
            },
          ],
        },
      ],
    },
    {
      title: "Health",
      panels: [
        {
          kind: "timeseries",
          title: "Temperature",
          unit: "celsius",
          steps: hot,
          queries: [{ expression: gpus("DCGM_FI_DEV_GPU_TEMP"), legend: each }],
        },
        {
          kind: "timeseries",
          title: "Power",
          unit: "watt",
          queries: [{ expression: gpus("DCGM_FI_DEV_POWER_USAGE"), legend: each }],
        },
        {
          kind: "timeseries",
          title: "Errors by XID",
          unit: "short",
          queries: [
            {
              expression: `sum by (node, gpu, xid) (${gpus("DCGM_EXP_XID_ERRORS_COUNT", 'xid!="0"')}) > 0`,
              legend: `${each}: {{xid}}`,
            },
          ],
        },
        {
          kind: "timeseries",
          title: "Retries on the PCIe bus",
          unit: "short",
          queries: [{ expression: `rate(${gpus("DCGM_FI_DEV_PCIE_REPLAY_COUNTER")}[$__rate_interval])`, legend: each }],
        },
      ],
    },
  ],
};
