import { gpuResourceLabel, heldMetric, holders, onlyGpus, perGpu, utilization, valueOfItsGpu } from "../gpuQueries";
import type { Dashboard, Step } from "./dashboard";

const chosen = 'node=~"$node", exported_namespace=~"$namespace"';

/** Series of the GPUs that the reader has chosen. */
function gpus(metric: string, matcher = ""): string {
  return `${metric}{${chosen}${matcher && `, ${matcher}`}}`;
}

const held = 'exported_pod!=""';
/** Utilisation tells of no holder: it is that of the GPUs which have one of those chosen. */
const utilizationOf = (matcher: string) => onlyGpus(utilization, gpus(heldMetric, matcher));
/** A GPU that pods share, or that MIG divides, is one GPU. */
const devices = (matcher: string, further = "") =>
  `count${further} (count by (UUID${further && ", exported_namespace"}) (${gpus(heldMetric, matcher)}))`;
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

/** Which GPUs there are, who holds them, what comes of it and which are about to fail. */
export const gpuFleet: Dashboard = {
  uid: "gpu-fleet",
  title: "GPU fleet",
  description: "Every GPU of the cluster: who holds it, how well it is used, whether it is healthy.",
  tags: ["gpu", "platform"],
  variables: [
    { name: "node", label: "Node", metric: heldMetric, of: "node" },
    { name: "namespace", label: "Team's namespace", metric: heldMetric, of: "exported_namespace" },
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
          title: "Held by a pod",
          unit: "short",
          queries: [{ expression: `${devices(held)} or vector(0)` }],
        },
        {
          kind: "stat",
          title: "Requested and not available",
          description: "GPUs that pods without a node wait for: a pool at its limit, or a zone without capacity.",
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
          title: "Mean utilisation of those held",
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
          title: "Utilisation",
          description: "Share of time in which anything ran on the GPU, however little of it was busy.",
          unit: "percent",
          maximum: 100,
          queries: [{ expression: utilizationOf(""), legend: each }],
        },
        {
          kind: "timeseries",
          title: "GPUs by namespace",
          description: "A GPU that namespaces share counts for each of them.",
          unit: "short",
          queries: [{ expression: devices(held, " by (exported_namespace)"), legend: "{{exported_namespace}}" }],
        },
        {
          kind: "timeseries",
          title: "Tensor cores",
          description:
            "Share of cycles in which they worked. Low beside a high utilisation: the model waits for memory or data.",
          unit: "percentunit",
          maximum: 1,
          queries: [{ expression: perGpu(gpus("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE")), legend: each }],
        },
        {
          kind: "timeseries",
          title: "Memory used",
          unit: "percentunit",
          maximum: 1,
          queries: [{ expression: onlyGpus(memoryUsed(), gpus(heldMetric)), legend: each }],
        },
        {
          kind: "table",
          title: "Held and idle for an hour",
          description:
            "GPUs that a pod has held for an hour, with a utilisation below 5 %, for example forgotten notebooks or services without requests.",
          unit: "percent",
          width: 24,
          queries: [
            {
              expression: valueOfItsGpu(
                `(${holders(`, ${chosen}`, pods)} and ${holders(`, ${chosen}`, pods, " offset 1h")})`,
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

/** Of the whole GPU: beside it the exporter tells of each process that it sees. */
function memoryUsed(): string {
  const used = perGpu("DCGM_FI_DEV_FB_USED");
  return `(${used} / (${used} + ${perGpu(heldMetric)}))`;
}
