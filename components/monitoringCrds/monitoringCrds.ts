import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { type NoNeeds, Service, type ServiceContext } from "../service";
import { facts } from "./facts";

/**
 * The kinds of Prometheus' operator, in a chart of their own so that they are upgraded. Before all that makes a
 * ServiceMonitor, hence long before Prometheus itself.
 */
export class MonitoringCrds extends Service<NoNeeds> {
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext) {
    super("MonitoringCrds", name, [facts], context, {});

    const chart = new Chart(
      `${name}-chart`,
      // Helm keeps a release in a namespace, and this one is always there.
      { chart: facts.charts["prometheus-operator-crds"], mirror: context.mirror, namespace: "kube-system", values: {} },
      { parent: this },
    );

    this.ready = [chart];
    this.registerOutputs({});
  }
}
