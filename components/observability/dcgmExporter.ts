import { createHash } from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { acceleratorLabel } from "../../core/kubernetes/labels";
import { everyTaint } from "../../core/kubernetes/scheduling";
import { Component } from "../component";
import { instanceTypes } from "../compute/instanceCatalogue";
import { Chart } from "../kubernetes/chart";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import { ports } from "./endpoints";
import { counterFile, gpuMetrics } from "./gpuMetrics";
import { facts } from "./nodeAgents/facts";

export interface DcgmExporterArgs {
  readonly mirror: Mirror;
  /** Where pods may see their node. */
  readonly namespace: pulumi.Input<string>;
}

const metricsFile = counterFile(gpuMetrics);
const metricsKey = "metrics";

/** By content: exporters read the list when they start, and start anew with another name. */
const metricsName = `dcgm-metrics-${createHash("sha256").update(metricsFile).digest("hex").slice(0, 8)}`;

/** NVIDIA's metrics of every GPU, and of the pod that holds it: an exporter on each node with one. */
export class DcgmExporter extends Component {
  constructor(name: string, args: DcgmExporterArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:DcgmExporter", name, opts);

    const { mirror, namespace } = args;
    const metrics = new k8s.core.v1.ConfigMap(
      `${name}-metrics`,
      { metadata: { name: metricsName, namespace }, data: { [metricsKey]: metricsFile } },
      { parent: this },
    );
    new Chart(
      `${name}-chart`,
      { chart: facts.charts["dcgm-exporter"], mirror, namespace, values: dcgmExporterValues(mirror) },
      { parent: this, dependsOn: [metrics] },
    );

    this.registerOutputs({});
  }
}

/** Values of the `dcgm-exporter` chart. */
export function dcgmExporterValues(mirror: Mirror) {
  return {
    image: { repository: mirroredImage(mirror, "nvcr.io/nvidia/k8s/dcgm-exporter") },
    // A series for each pod that shares a GPU: otherwise the last one alone is said to hold it.
    extraEnv: [{ name: "KUBERNETES_VIRTUAL_GPUS", value: "true" }],
    // In place of the chart's own list, at which its mount points.
    extraConfigMapVolumes: [
      {
        name: "exporter-metrics-volume",
        configMap: { name: metricsName, items: [{ key: metricsKey, path: "default-counters.csv" }] },
      },
    ],
    // Bottlerocket shows devices only to containers that ask for them or have this; DCGM needs it to profile anyway.
    securityContext: {
      runAsNonRoot: false,
      runAsUser: 0,
      allowPrivilegeEscalation: false,
      capabilities: { add: ["SYS_ADMIN"], drop: ["ALL"] },
    },
    service: { port: ports.dcgmExporter },
    serviceMonitor: {
      enabled: true,
      interval: "15s",
      scrapeTimeout: "10s",
      // `namespace` and `pod` stay the exporter's own. Those that hold the GPU are `exported_namespace`, `exported_pod`.
      honorLabels: false,
      relabelings: [{ sourceLabels: ["__meta_kubernetes_pod_node_name"], targetLabel: "node", action: "replace" }],
    },
    // Eight GPUs with profiling need the most of it.
    resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "500m", memory: "1Gi" } },
    priorityClassName: "system-node-critical",
    tolerations: everyTaint,
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: acceleratorLabel, operator: "In", values: nvidiaAccelerators() }] },
          ],
        },
      },
    },
  };
}

/** Every GPU of the catalogue, whether there is a pool of it or not: a new pool changes nothing here. */
function nvidiaAccelerators(): string[] {
  const names = instanceTypes.flatMap(({ accelerator }) =>
    accelerator?.manufacturer === "nvidia" ? accelerator.name : [],
  );
  return [...new Set(names)].sort();
}
