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

/** Arguments of `DcgmExporter`. */
export interface DcgmExporterArgs {
  /** Sources of images and charts. */
  readonly mirror: Mirror;
  /** Namespace of the exporter. Its pods must be allowed to access their node. */
  readonly namespace: pulumi.Input<string>;
}

const metricsFile = counterFile(gpuMetrics);
const metricsKey = "metrics";

/**
 * Name of the ConfigMap, with a hash of its content. Exporters read it only when they start, and a new name restarts
 * them.
 */
const metricsName = `dcgm-metrics-${createHash("sha256").update(metricsFile).digest("hex").slice(0, 8)}`;

/** DCGM exporter on each node with an NVIDIA GPU: metrics of GPUs, with the pods that use them. */
export class DcgmExporter extends Component {
  /** Accelerators whose nodes run an exporter: the values of the label `mlops.platform/accelerator`. */
  readonly accelerators: readonly string[] = nvidiaAccelerators();

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

    this.registerOutputs({ accelerators: this.accelerators });
  }
}

/** Values of the `dcgm-exporter` chart. */
export function dcgmExporterValues(mirror: Mirror) {
  return {
    image: { repository: mirroredImage(mirror, "nvcr.io/nvidia/k8s/dcgm-exporter") },
    // One series for each pod that shares a GPU. Otherwise only the last pod would be reported as its holder.
    extraEnv: [{ name: "KUBERNETES_VIRTUAL_GPUS", value: "true" }],
    // Mounted in place of the chart's own list.
    extraConfigMapVolumes: [
      {
        name: "exporter-metrics-volume",
        configMap: { name: metricsName, items: [{ key: metricsKey, path: "default-counters.csv" }] },
      },
    ],
    // Bottlerocket exposes devices only to containers that request them or have SYS_ADMIN, which DCGM needs for
    // profiling.
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
      // `namespace` and `pod` are the exporter's. The holder of the GPU is in `exported_namespace` and `exported_pod`.
      honorLabels: false,
      relabelings: [{ sourceLabels: ["__meta_kubernetes_pod_node_name"], targetLabel: "node", action: "replace" }],
    },
    // Sized for eight GPUs with profiling.
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

/** Every GPU of the catalogue, with or without a pool, so that a new pool needs no change here. */
function nvidiaAccelerators(): string[] {
  const names = instanceTypes.flatMap(({ accelerator }) =>
    accelerator?.manufacturer === "nvidia" ? accelerator.name : [],
  );
  return [...new Set(names)].sort();
}
