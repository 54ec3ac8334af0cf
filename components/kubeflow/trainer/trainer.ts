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

export interface TrainerArgs {
  readonly mirror: Mirror;
  readonly replicas: number;
  readonly network: ClusterNetwork;
  readonly metrics: MetricsArgs;
}

const { namespace } = facts;

/** Labels of the manager's pods and of its Service. */
const managerLabels = {
  "app.kubernetes.io/name": "kubeflow-trainer",
  "app.kubernetes.io/component": "manager",
} as const;

/** Labels of JobSet's pods and of the Service of its metrics. */
const jobSetLabels = { "app.kubernetes.io/name": "jobset", "app.kubernetes.io/component": "controller" } as const;

/**
 * Kubeflow Trainer and the JobSet controller that it runs jobs by, in one release. What TrainJobs are made of are
 * `TrainingRuntimes`.
 *
 * Its webhooks are for TrainJobs, runtimes, JobSets and the pods of JobSets alone: with all replicas away, nothing else
 * is refused, its own pods least of all. It makes its certificates itself.
 *
 * Trainer's CRDs are in the release's templates, hence upgraded, and gone with it, and every TrainJob with them. JobSet's
 * is in `crds/`: Helm neither upgrades nor deletes it, so a new version of it is applied by hand before the chart's.
 *
 * Needs nothing but the kinds of Prometheus' operator, where there are ServiceMonitors.
 */
export class Trainer extends Component {
  /** What runtimes and TrainJobs need as long as there are any: whoever has one depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: TrainerArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Trainer", name, opts);

    const space = this.createNamespace(args);
    const chart = this.createChart(space, args);
    // The chart has one of JobSet's alone. With one replica it would hold up its node for ever.
    if (args.replicas > 1) this.createDisruptionBudget(space, chart);
    if (args.metrics.serviceMonitors) this.createJobSetMonitor(space, chart);

    this.ready = [chart];
    this.registerOutputs({});
  }

  private createNamespace({ network }: TrainerArgs): PlatformNamespace {
    // Both controllers have their webhooks at one port, and their metrics at another.
    const allowedTraffic = { fromApiServer: [9443], metrics: [metricsPort] };
    return new PlatformNamespace(`${this.name}-namespace`, { namespace, network, allowedTraffic }, { parent: this });
  }

  private createChart(space: PlatformNamespace, args: TrainerArgs): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts["kubeflow-trainer"],
        mirror: args.mirror,
        namespace: space.namespaceName,
        values: trainerValues(args),
        metrics: args.metrics.serviceMonitors ? { service: managerLabels, port: "monitoring-port" } : undefined,
      },
      { parent: this, dependsOn: [space] },
    );
  }

  private createDisruptionBudget(space: PlatformNamespace, chart: Chart): void {
    new k8s.policy.v1.PodDisruptionBudget(
      `${this.name}-budget`,
      {
        metadata: { name: "kubeflow-trainer", namespace: space.namespaceName },
        spec: { maxUnavailable: 1, selector: { matchLabels: managerLabels } },
      },
      { parent: this, dependsOn: [chart] },
    );
  }

  /**
   * Not the chart's own: that asks the cluster for the kind as it is rendered, and brings roles for an older Prometheus.
   * JobSet lets in whoever may get `/metrics`, by Prometheus' own token.
   */
  private createJobSetMonitor(space: PlatformNamespace, chart: Chart): void {
    new k8s.apiextensions.CustomResource(
      `${this.name}-jobset-metrics`,
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "ServiceMonitor",
        metadata: { name: "jobset", namespace: space.namespaceName },
        spec: {
          selector: { matchLabels: jobSetLabels },
          endpoints: [
            {
              port: "https",
              scheme: "https",
              interval: "30s",
              bearerTokenFile: "/var/run/secrets/kubernetes.io/serviceaccount/token",
              // It signs its certificate itself, anew with every start.
              tlsConfig: { insecureSkipVerify: true },
            },
          ],
        },
      },
      { parent: this, dependsOn: [chart] },
    );
  }
}
