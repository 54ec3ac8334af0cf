import type * as pulumi from "@pulumi/pulumi";
import { Chart, type ChartArgs } from "../charts/chart";
import type { Mirror } from "../charts/mirror";
import type { ClusterNetwork } from "../charts/networkPolicySpecs";
import { PlatformNamespace } from "../charts/platformNamespace";
import { Component } from "../component";
import { AlertRules } from "./alertRules";
import { alertGroups } from "./alerts/groups";
import { dashboards } from "./dashboards/dashboards";
import { DcgmExporter } from "./dcgmExporter";
import { facts } from "./facts";
import { Grafana } from "./grafana";
import { GrafanaDashboards } from "./grafanaDashboards";
import { addresses, agentsNamespace, monitoringNamespace } from "./names";
import { facts as nodeAgents } from "./nodeAgents/facts";
import { type PrometheusSize, stackValues } from "./stackValues";

export interface ObservabilityArgs {
  readonly clusterName: string;
  readonly mirror: Mirror;
  readonly network: ClusterNetwork;
  /** Prometheus' and Alertmanager's, each in another zone. */
  readonly replicas: number;
  readonly prometheus: PrometheusSize;
  /** Whether any pool has NVIDIA's GPUs. */
  readonly gpus: boolean;
  /** Whether the metrics outlive the program: Pulumi refuses to delete their namespace, and volumes stay. */
  readonly deletionProtection: boolean;
  /** Address or folder of the runbooks, for the links of alerts. @default "docs/runbooks" */
  readonly runbooks?: string | undefined;
  /** Of the chart of Prometheus and Alertmanager. */
  readonly transform?: ChartArgs["transform"];
}

/**
 * Prometheus, Alertmanager and Grafana on the system nodes, agents on every node, and the platform's own dashboards and
 * alerts. Metrics of others come by their ServiceMonitors, from any namespace.
 *
 * After `MonitoringCrds` and the driver of volumes: pass both as `dependsOn`, so that neither goes before the volumes do.
 *
 * ### Cost
 * 0.08 USD for each GiB of its volumes and month (us-east-1): Prometheus' and 2 GiB for each replica, 5 GiB for Grafana.
 */
export class Observability extends Component {
  /** In-cluster addresses. */
  readonly prometheusUrl = addresses.prometheus;
  readonly alertmanagerUrl = addresses.alertmanager;
  readonly grafanaUrl = addresses.grafana;
  readonly namespaceName: pulumi.Output<string>;
  /** What those wait for who ask Prometheus, or show something in Grafana. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ObservabilityArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Observability", name, opts);

    const namespace = this.createNamespace(args);
    const agents = this.createAgentsNamespace(args);
    const stack = this.createStack(namespace, agents, args);
    const grafana = this.createGrafana(namespace, stack, args);
    if (args.gpus) this.createDcgmExporter(agents, args);
    this.createDashboards(namespace);
    this.createAlerts(namespace, stack, args);

    this.namespaceName = namespace.namespaceName;
    this.ready = [stack, grafana];
    this.registerOutputs({ prometheusUrl: this.prometheusUrl, grafanaUrl: this.grafanaUrl });
  }

  /** With a namespace Kubernetes deletes every claim in it, whatever the chart says. Its policies may come and go. */
  private createNamespace({ network, deletionProtection }: ObservabilityArgs): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      { namespace: monitoringNamespace, network, allowedTraffic: facts.allowedTraffic, deletionProtection },
      { parent: this },
    );
  }

  /** Agents see files, processes and devices of their node: no other pod is in their namespace. */
  private createAgentsNamespace({ network }: ObservabilityArgs): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-agents`,
      { namespace: agentsNamespace, podSecurity: "privileged", network, allowedTraffic: nodeAgents.allowedTraffic },
      { parent: this },
    );
  }

  private createStack(namespace: PlatformNamespace, agents: PlatformNamespace, args: ObservabilityArgs): Chart {
    return new Chart(
      `${this.name}-stack`,
      {
        chart: facts.charts["kube-prometheus-stack"],
        mirror: args.mirror,
        namespace: namespace.namespaceName,
        values: stackValues(args),
        skipCrds: true,
        transform: args.transform,
      },
      { parent: this, dependsOn: [namespace, agents] },
    );
  }

  /** Once its data sources are there. */
  private createGrafana(
    namespace: PlatformNamespace,
    stack: Chart,
    { mirror, deletionProtection }: ObservabilityArgs,
  ): Grafana {
    return new Grafana(
      `${this.name}-grafana`,
      { mirror, namespace: namespace.namespaceName, deletionProtection },
      { parent: this, dependsOn: [namespace, stack] },
    );
  }

  private createDcgmExporter(agents: PlatformNamespace, { mirror }: ObservabilityArgs): void {
    new DcgmExporter(
      `${this.name}-dcgm-exporter`,
      { mirror, namespace: agents.namespaceName },
      { parent: this, dependsOn: [agents] },
    );
  }

  private createDashboards({ namespaceName: namespace }: PlatformNamespace): void {
    new GrafanaDashboards(`${this.name}-dashboards`, { namespace, dashboards }, { parent: this });
  }

  /** Once the operator is there, which checks them on their way in. */
  private createAlerts(
    { namespaceName: namespace }: PlatformNamespace,
    stack: Chart,
    { runbooks }: ObservabilityArgs,
  ): void {
    const rules = { namespace, groups: alertGroups, runbooks };
    new AlertRules(`${this.name}-alerts`, rules, { parent: this, dependsOn: [stack] });
  }
}
