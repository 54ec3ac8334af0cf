import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../../component";
import { Chart } from "../../kubernetes/chart";
import type { Mirror } from "../../kubernetes/mirror";
import type { ClusterNetwork } from "../../kubernetes/networkPolicySpecs";
import { PlatformNamespace } from "../../kubernetes/platformNamespace";
import type { MetricsArgs } from "../../kubernetes/serviceMonitor";
import { facts } from "./facts";
import { metricsPort, trainerValues } from "./values";

/** Arguments of `Trainer`. */
export interface TrainerArgs {
  /** Sources of images and charts. */
  readonly mirror: Mirror;
  /** Replicas of the managers of Trainer and JobSet. One replica of each is active. */
  readonly replicas: number;
  /** Addresses of the Kubernetes API, for network policies. */
  readonly network: ClusterNetwork;
  /** Whether to create ServiceMonitors. */
  readonly metrics: MetricsArgs;
}

const { namespace } = facts;

/** Labels of the manager's pods and its Service. */
const managerLabels = {
  "app.kubernetes.io/name": "kubeflow-trainer",
  "app.kubernetes.io/component": "manager",
} as const;

/** Labels of JobSet's pods and its metrics Service. */
const jobSetLabels = { "app.kubernetes.io/name": "jobset", "app.kubernetes.io/component": "controller" } as const;

/**
 * Kubeflow Trainer and the JobSet controller, which runs its jobs, in one release. `TrainingRuntimes` are the templates
 * of TrainJobs.
 *
 * Its webhooks cover only TrainJobs, runtimes, JobSets and the pods of JobSets. If all replicas are down, other
 * objects, including its own pods, are still admitted. It issues the certificates of its webhooks itself.
 *
 * The CRDs of Trainer are templates of the release: Helm upgrades them, and deletes them with the release together with
 * every TrainJob. The CRD of JobSet is in the folder `crds/`, which Helm neither upgrades nor deletes: apply a new one
 * with kubectl before you upgrade the chart.
 */
export class Trainer extends Component {
  /** Namespace of the managers of Trainer and JobSet. */
  readonly namespaceName: pulumi.Output<string>;
  /** Resources that every runtime and TrainJob must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: TrainerArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Trainer", name, opts);

    const platformNamespace = this.createNamespace(args);
    const chart = this.createChart(platformNamespace, args);
    // The chart has a disruption budget only for JobSet. With a single replica, a budget would block the drain of its node.
    if (args.replicas > 1) this.createDisruptionBudget(platformNamespace, chart);
    if (args.metrics.serviceMonitors) this.createJobSetMonitor(platformNamespace, chart);

    this.namespaceName = platformNamespace.namespaceName;
    this.ready = [chart];
    this.registerOutputs({ namespaceName: this.namespaceName });
  }

  private createNamespace({ network }: TrainerArgs): PlatformNamespace {
    // Both controllers use the same ports for webhooks and metrics.
    const allowedTraffic = { fromApiServer: [9443], metrics: [metricsPort] };
    return new PlatformNamespace(`${this.name}-namespace`, { namespace, network, allowedTraffic }, { parent: this });
  }

  private createChart(platformNamespace: PlatformNamespace, args: TrainerArgs): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts["kubeflow-trainer"],
        mirror: args.mirror,
        namespace: platformNamespace.namespaceName,
        values: trainerValues(args),
        metrics: args.metrics.serviceMonitors ? { service: managerLabels, port: "monitoring-port" } : undefined,
      },
      { parent: this, dependsOn: [platformNamespace] },
    );
  }

  private createDisruptionBudget(platformNamespace: PlatformNamespace, chart: Chart): void {
    new k8s.policy.v1.PodDisruptionBudget(
      `${this.name}-budget`,
      {
        metadata: { name: "kubeflow-trainer", namespace: platformNamespace.namespaceName },
        spec: { maxUnavailable: 1, selector: { matchLabels: managerLabels } },
      },
      { parent: this, dependsOn: [chart] },
    );
  }

  /**
   * Replaces the chart's ServiceMonitor, which is rendered only if the cluster has the CRD and comes with roles for
   * another installation of Prometheus. JobSet authorizes Prometheus by its service account token.
   */
  private createJobSetMonitor(platformNamespace: PlatformNamespace, chart: Chart): void {
    new k8s.apiextensions.CustomResource(
      `${this.name}-jobset-metrics`,
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "ServiceMonitor",
        metadata: { name: "jobset", namespace: platformNamespace.namespaceName },
        spec: {
          selector: { matchLabels: jobSetLabels },
          endpoints: [
            {
              port: "https",
              scheme: "https",
              interval: "30s",
              bearerTokenFile: "/var/run/secrets/kubernetes.io/serviceaccount/token",
              // The certificate is self-signed and regenerated on each start.
              tlsConfig: { insecureSkipVerify: true },
            },
          ],
        },
      },
      { parent: this, dependsOn: [chart] },
    );
  }
}
