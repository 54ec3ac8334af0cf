import {
  allocationMetric,
  gpuResourceLabel,
  gpuUsers,
  onlyGpusOf,
  perGpu,
  utilization,
  withValueOfGpu,
} from "../gpuQueries";
import type { Dashboard, Step } from "./dashboard";

const chosen = 'node=~"$node", exported_namespace=~"$namespace"';

/** Returns the series of the nodes and namespaces that the reader has selected. */
function gpus(metric: string, matcher = ""): string {
  return `${metric}{${chosen}${matcher && `, ${matcher}`}}`;
}

const held = 'exported_pod!=""';
/** Utilization has no labels of pods, so it is selected by the GPUs that pods of the selected namespaces use. */
const utilizationOf = (matcher: string) => onlyGpusOf(utilization, gpus(allocationMetric, matcher));
/** Counts GPUs. A GPU that pods share or that MIG divides counts once. */
const devices = (matcher: string, further = "") =>
  `count${further} (count by (UUID${further && ", exported_namespace"}) (${gpus(allocationMetric, matcher)}))`;
const pods = ["exported_namespace", "exported_pod"];
const each = "{{node}} {{gpu}} {{GPU_I_ID}}";
const hot: readonly Step[] = [
  { from: 0, color: "green" },
  { from: 80, color: "orange" },
  { from: 90, color: "red" },
];
const none: readonly Step[] = [
  { from: 0, color: "green" },
  { from: 1, color: "red" },
];

/** GPUs of the cluster, the pods that use them, their utilization and their faults. */
export const gpuFleet: Dashboard = {
  uid: "gpu-fleet",
  title: "GPU fleet",
  description: "Every GPU of the cluster: pods that use it, utilization and health.",
  tags: ["gpu", "platform"],
  variables: [
    { name: "node", label: "Node", metric: allocationMetric, of: "node" },
    { name: "namespace", label: "Team's namespace", metric: allocationMetric, of: "exported_namespace" },
  ],
  rows: [
    {
      title: "Now",
      panels: [
        {
          kind: "stat",
          title: "GPUs",
          unit: "short",
          queries: [{ expression: `${devices("")} or vector(0)` }],
        },
        {
          kind: "stat",
          title: "Used by a pod",
          unit: "short",
          queries: [{ expression: `${devices(held)} or vector(0)` }],
        },
        {
          kind: "stat",
          title: "Requested and not available",
          description: "GPUs that pending pods request: a pool is at its limit, or a zone has no capacity.",
          unit: "short",
          queries: [
            {
              expression:
                "sum(max by (namespace, pod, container) " +
                `(kube_pod_container_resource_requests{resource="${gpuResourceLabel}"}) and on (namespace, pod) ` +
                "(kube_pod_status_unschedulable == 1)) or vector(0)",
            },
          ],
        },
        {
          kind: "stat",
          title: "Mean utilization of used GPUs",
          unit: "percent",
          maximum: 100,
          queries: [{ expression: `avg(${utilizationOf(held)})` }],
        },
        {
          kind: "stat",
          title: "Power",
          unit: "watt",
          queries: [{ expression: `sum(max by (UUID) (${gpus("DCGM_FI_DEV_POWER_USAGE")}))` }],
        },
        {
          kind: "stat",
          title: "Errors in five minutes",
          unit: "short",
          steps: none,
          queries: [
            { expression: `sum(${perGpu(gpus("DCGM_EXP_XID_ERRORS_COUNT", 'xid!="0"'), ["xid"])}) or vector(0)` },
          ],
        },
      ],
    },
    {
      title: "Use",
      panels: [
        {
          kind: "timeseries",
          title: "Utilization",
          description: "Share of time in which a program ran on the GPU, even if it used only a small part of the GPU.",
          unit: "percent",
          maximum: 100,
          queries: [{ expression: utilizationOf(""), legend: each }],
        },
        {
          kind: "timeseries",
          title: "GPUs by namespace",
          description: "A GPU that several namespaces share counts once for each of them.",
          unit: "short",
          queries: [{ expression: devices(held, " by (exported_namespace)"), legend: "{{exported_namespace}}" }],
        },
        {
          kind: "timeseries",
          title: "Tensor cores",
          description:
            "Share of cycles in which they worked. If it is low while utilization is high, the model waits for memory or data.",
          unit: "percentunit",
          maximum: 1,
          queries: [{ expression: perGpu(gpus("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE")), legend: each }],
        },
        {
          kind: "timeseries",
          title: "Memory used",
          unit: "percentunit",
          maximum: 1,
          queries: [{ expression: onlyGpusOf(memoryUsed(), gpus(allocationMetric)), legend: each }],
        },
        {
          kind: "table",
          title: "Requested and idle for an hour",
          description:
            "GPUs that a pod has requested for an hour, with a utilization below 5 %, for example forgotten notebooks or services without requests.",
          unit: "percent",
          width: 24,
          queries: [
            {
              expression: withValueOfGpu(
                `(${gpuUsers(`, ${chosen}`, pods)} and ${gpuUsers(`, ${chosen}`, pods, " offset 1h")})`,
                `avg_over_time(${utilization}[1h:1m]) < 5`,
              ),
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
          queries: [{ expression: perGpu(gpus("DCGM_FI_DEV_GPU_TEMP")), legend: each }],
        },
        {
          kind: "timeseries",
          title: "Power",
          unit: "watt",
          queries: [{ expression: perGpu(gpus("DCGM_FI_DEV_POWER_USAGE")), legend: each }],
        },
        {
          kind: "timeseries",
          title: "Errors by XID",
          unit: "short",
          queries: [
            {
              expression: `${perGpu(gpus("DCGM_EXP_XID_ERRORS_COUNT", 'xid!="0"'), ["xid"])} > 0`,
              legend: `${each}: {{xid}}`,
            },
          ],
        },
        {
          kind: "timeseries",
          title: "Retries on the PCIe bus",
          unit: "short",
          queries: [
            {
              expression: perGpu(`rate(${gpus("DCGM_FI_DEV_PCIE_REPLAY_COUNTER")}[$__rate_interval])`),
              legend: each,
            },
          ],
        },
      ],
    },
  ],
};

/**
 * Returns the used share of each GPU's memory. Series of single processes are not counted: `max` selects the whole GPU.
 */
function memoryUsed(): string {
  const used = perGpu("DCGM_FI_DEV_FB_USED");
  return `(${used} / (${used} + ${perGpu(allocationMetric)}))`;
}
