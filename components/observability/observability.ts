import * as pulumi from "@pulumi/pulumi";
import type { NodeScaler } from "../compute/nodeScaler";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { serviceMonitor } from "../kubernetes/serviceMonitor";
import { type Ready, Service, type ServiceContext } from "../service";
import { AlertRules } from "./alertRules";
import { alertGroups } from "./alerts/groups";
import { dashboards } from "./dashboards/dashboards";
import { DcgmExporter } from "./dcgmExporter";
import { addresses, agentsNamespace, monitoringNamespace } from "./endpoints";
import { facts } from "./facts";
import { Grafana } from "./grafana";
import { GrafanaDashboards } from "./grafanaDashboards";
import { facts as nodeAgents } from "./nodeAgents/facts";
import { nodeScalerNamespace, scrapedScalers } from "./nodeScalers";
import type { PrometheusSize } from "./prometheusSize";
import { stackValues } from "./stackValues";

/** Services that `Observability` depends on. */
export interface ObservabilityNeeds {
  /** Installs the kinds of the Prometheus operator. */
  readonly monitoringCrds: Ready;
}

/** Arguments of `Observability`. */
export interface ObservabilityArgs {
  /** Retention, volume and memory of Prometheus. */
  readonly prometheus: PrometheusSize;
  /** Whether any pool has NVIDIA GPUs. */
  readonly gpus: boolean;
  /** Controllers that add nodes, which Prometheus scrapes. */
  readonly nodeScalers: readonly NodeScaler[];
  /** URL or folder of the runbooks, for links in alerts. @default "docs/runbooks" */
  readonly runbooks?: string | undefined;
}

/** Context and arguments together. */
type StackArgs = ServiceContext & ObservabilityArgs;

/**
 * Prometheus, Alertmanager and Grafana on the system nodes, agents on every node, and the platform's dashboards and
 * alerts. Prometheus uses the ServiceMonitors and PodMonitors of all namespaces.
 *
 * With deletion protection, Pulumi refuses to delete the namespace, and the volumes of metrics are kept.
 *
 * ### Cost
 * 0.08 USD a month for each GiB of volumes (us-east-1): for each replica the volume of Prometheus and 2 GiB for
 * Alertmanager, and 5 GiB for Grafana.
 */
export class Observability extends Service<ObservabilityNeeds> {
  /** URL of Prometheus inside the cluster. */
  readonly prometheusUrl = addresses.prometheus;
  /** URL of Alertmanager inside the cluster. */
  readonly alertmanagerUrl = addresses.alertmanager;
  /** URL of Grafana inside the cluster. */
  readonly grafanaUrl = addresses.grafana;
  /** Namespace of Prometheus, Alertmanager and Grafana. */
  readonly namespaceName: pulumi.Output<string>;
  /** Resources that clients of Prometheus and Grafana must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: ObservabilityNeeds, own: ObservabilityArgs) {
    super("Observability", name, [facts, nodeAgents], context, needs);

    const args = { ...context, ...own };
    const namespace = this.createNamespace(args);
    const agents = this.createAgentsNamespace(args);
    const stack = this.createStack(namespace, agents, args);
    const grafana = this.createGrafana(namespace, stack, args);
    if (args.gpus) this.createDcgmExporter(agents, args);
    this.createScalerMonitors(args);
    this.createDashboards(namespace);
    this.createAlerts(namespace, stack, args);

    this.namespaceName = namespace.namespaceName;
    this.ready = [stack, grafana];
    this.registerOutputs({
      namespaceName: this.namespaceName,
      prometheusUrl: this.prometheusUrl,
      alertmanagerUrl: this.alertmanagerUrl,
      grafanaUrl: this.grafanaUrl,
    });
  }

  /** Protected, because Kubernetes deletes all volume claims of a deleted namespace. Its policies are not protected. */
  private createNamespace({ network, deletionProtection }: StackArgs): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      { namespace: monitoringNamespace, network, allowedTraffic: facts.allowedTraffic, deletionProtection },
      { parent: this },
    );
  }

  /** Agents access files, processes and devices of their node. No other pods are in their namespace. */
  private createAgentsNamespace({ network }: StackArgs): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-agents`,
      { namespace: agentsNamespace, podSecurity: "privileged", network, allowedTraffic: nodeAgents.allowedTraffic },
      { parent: this },
    );
  }

  private createStack(namespace: PlatformNamespace, agents: PlatformNamespace, args: StackArgs): Chart {
    return new Chart(
      `${this.name}-stack`,
      {
        chart: facts.charts["kube-prometheus-stack"],
        mirror: args.mirror,
        namespace: namespace.namespaceName,
        values: pulumi.output(args.clusterName).apply((clusterName) => stackValues({ ...args, clusterName })),
        skipCrds: true,
      },
      { parent: this, dependsOn: [namespace, agents] },
    );
  }

  /** Grafana depends on the ConfigMaps of its data sources, which the stack's chart creates. */
  private createGrafana(
    namespace: PlatformNamespace,
    stack: Chart,
    { mirror, deletionProtection }: StackArgs,
  ): Grafana {
    return new Grafana(
      `${this.name}-grafana`,
      { mirror, namespace: namespace.namespaceName, deletionProtection },
      { parent: this, dependsOn: [namespace, stack] },
    );
  }

  private createDcgmExporter(agents: PlatformNamespace, { mirror }: StackArgs): void {
    new DcgmExporter(
      `${this.name}-dcgm-exporter`,
      { mirror, namespace: agents.namespaceName },
      { parent: this, dependsOn: [agents] },
    );
  }

  /** The charts of node scalers are installed before the CRD of ServiceMonitors, so they cannot contain their own. */
  private createScalerMonitors({ nodeScalers }: StackArgs): void {
    for (const scaler of nodeScalers) {
      const { service, port, drop } = scrapedScalers[scaler];
      const target = { namespace: nodeScalerNamespace, service, port, drop };
      serviceMonitor(`${this.name}-${scaler}`, target, { parent: this });
    }
  }

  private createDashboards({ namespaceName: namespace }: PlatformNamespace): void {
    new GrafanaDashboards(`${this.name}-dashboards`, { namespace, dashboards }, { parent: this });
  }

  /** Alert rules depend on the stack: the webhook of its operator validates them. */
  private createAlerts({ namespaceName: namespace }: PlatformNamespace, stack: Chart, args: StackArgs): void {
    const rules = { namespace, groups: alertGroups(args), runbooks: args.runbooks };
    new AlertRules(`${this.name}-alerts`, rules, { parent: this, dependsOn: [stack] });
  }
}
