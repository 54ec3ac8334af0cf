import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { facts } from "./facts";
import { verticalPodAutoscalerValues } from "./values";

export interface VerticalPodAutoscalerNeeds {
  readonly monitoringCrds: Ready;
}

/** Labels of the recommender's pods, as the chart sets them. */
const recommenderLabels = {
  "app.kubernetes.io/name": "vertical-pod-autoscaler",
  "app.kubernetes.io/component": "recommender",
} as const;

/**
 * Vertical Pod Autoscaler, as far as it gives advice: of an object of its kind with `updateMode: "Off"`, the status says how
 * much CPU and memory its pods should ask for. What would act on that is not installed.
 *
 * It takes figures from the metrics API, one of the cluster's add-ons.
 *
 * ### Cost
 * Nothing beyond the system nodes that it runs on: 0.05 vCPU and 0.25 GiB for each replica.
 */
export class VerticalPodAutoscaler extends Service<VerticalPodAutoscalerNeeds> {
  /** VerticalPodAutoscalers get advice: whoever has one depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: VerticalPodAutoscalerNeeds) {
    super("VerticalPodAutoscaler", name, [facts], context, needs);

    const space = this.createNamespace(context);
    const chart = this.createChart(space, context);
    if (context.metrics.serviceMonitors) this.createMonitor(space);

    this.ready = [chart];
    this.registerOutputs({});
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    const { namespace, allowedTraffic } = facts;
    return new PlatformNamespace(`${this.name}-namespace`, { namespace, network, allowedTraffic }, { parent: this });
  }

  private createChart(space: PlatformNamespace, context: ServiceContext): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts["vertical-pod-autoscaler"],
        mirror: context.mirror,
        namespace: space.namespaceName,
        values: verticalPodAutoscalerValues(context),
      },
      { parent: this, dependsOn: [space] },
    );
  }

  /** The chart has no Service that a ServiceMonitor could name. */
  private createMonitor(space: PlatformNamespace): void {
    new k8s.apiextensions.CustomResource(
      `${this.name}-monitor`,
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "PodMonitor",
        metadata: { name: "vertical-pod-autoscaler-recommender", namespace: space.namespaceName },
        spec: {
          selector: { matchLabels: recommenderLabels },
          podMetricsEndpoints: [{ port: "prometheus", path: "/metrics", interval: "30s" }],
        },
      },
      { parent: this },
    );
  }
}
