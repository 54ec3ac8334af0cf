import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../charts/chart";
import type { Mirror } from "../charts/mirror";
import { Component } from "../component";
import { facts } from "./facts";

export interface MonitoringCrdsArgs {
  readonly mirror: Mirror;
}

/**
 * The kinds of Prometheus' operator, in a chart of their own so that they are upgraded. Before all that makes a
 * ServiceMonitor, hence long before Prometheus itself.
 */
export class MonitoringCrds extends Component {
  constructor(name: string, args: MonitoringCrdsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:MonitoringCrds", name, opts);

    new Chart(
      `${name}-chart`,
      // Helm keeps a release in a namespace, and this one is always there.
      { chart: facts.charts["prometheus-operator-crds"], mirror: args.mirror, namespace: "kube-system", values: {} },
      { parent: this },
    );

    this.registerOutputs({});
  }
}
