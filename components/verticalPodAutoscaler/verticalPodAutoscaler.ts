import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { facts } from "./facts";
import { verticalPodAutoscalerValues } from "./values";

/** Services that `VerticalPodAutoscaler` depends on. */
export interface VerticalPodAutoscalerNeeds {
  /** Installs the kind of its PodMonitor. */
  readonly monitoringCrds: Ready;
}

/** Labels of the recommender's pods, as the chart sets them. */
const recommenderLabels = {
  "app.kubernetes.io/name": "vertical-pod-autoscaler",
  "app.kubernetes.io/component": "recommender",
} as const;

/**
 * The recommender of Vertical Pod Autoscaler: the status of a VerticalPodAutoscaler with `updateMode: "Off"` recommends
 * CPU and memory requests. The components that change pods are not installed.
 *
 * It reads usage from the metrics API, which a cluster add-on serves.
 *
 * ### Cost
 * A share of the system nodes: 0.05 vCPU and 0.25 GiB for each replica.
 */
export class VerticalPodAutoscaler extends Service<VerticalPodAutoscalerNeeds> {
  /** Namespace of the recommender. */
  readonly namespaceName: pulumi.Output<string>;
  /** Resources that every VerticalPodAutoscaler must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: VerticalPodAutoscalerNeeds) {
    super("VerticalPodAutoscaler", name, [facts], context, needs);

    const platformNamespace = this.createNamespace(context);
    const chart = this.createChart(platformNamespace, context);
    if (context.metrics.serviceMonitors) this.createMonitor(platformNamespace);

    this.namespaceName = platformNamespace.namespaceName;
    this.ready = [chart];
    this.registerOutputs({ namespaceName: this.namespaceName });
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    const { namespace, allowedTraffic } = facts;
    return new PlatformNamespace(`${this.name}-namespace`, { namespace, network, allowedTraffic }, { parent: this });
  }

  private createChart(platformNamespace: PlatformNamespace, context: ServiceContext): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts["vertical-pod-autoscaler"],
        mirror: context.mirror,
        namespace: platformNamespace.namespaceName,
        values: verticalPodAutoscalerValues(context),
      },
      { parent: this, dependsOn: [platformNamespace] },
    );
  }

  /** A PodMonitor: the chart has no Service. */
  private createMonitor(platformNamespace: PlatformNamespace): void {
    new k8s.apiextensions.CustomResource(
      `${this.name}-monitor`,
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "PodMonitor",
        metadata: { name: "vertical-pod-autoscaler-recommender", namespace: platformNamespace.namespaceName },
        spec: {
          selector: { matchLabels: recommenderLabels },
          podMetricsEndpoints: [{ port: "prometheus", path: "/metrics", interval: "30s" }],
        },
      },
      { parent: this },
    );
  }
}
