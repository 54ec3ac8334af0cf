import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { type NoNeeds, Service, type ServiceContext } from "../service";
import { facts } from "./facts";

/**
 * CRDs of the Prometheus operator, in a chart of their own, so that Helm upgrades them. Every service with a
 * ServiceMonitor depends on them, so that they are created long before Prometheus.
 */
export class MonitoringCrds extends Service<NoNeeds> {
  /** Version of the chart `prometheus-operator-crds`. */
  readonly version = facts.charts["prometheus-operator-crds"].version;
  /** Resources that every ServiceMonitor, PodMonitor and PrometheusRule must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext) {
    super("MonitoringCrds", name, [facts], context, {});

    const chart = new Chart(
      `${name}-chart`,
      // A release needs a namespace, and this one always exists.
      { chart: facts.charts["prometheus-operator-crds"], mirror: context.mirror, namespace: "kube-system", values: {} },
      { parent: this },
    );

    this.ready = [chart];
    this.registerOutputs({ version: this.version });
  }
}
