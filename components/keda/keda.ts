import * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { facts } from "./facts";
import { kedaValues } from "./values";

/** Services that `Keda` depends on. */
export interface KedaNeeds {
  /** Installs the kind of its ServiceMonitors. */
  readonly monitoringCrds: Ready;
  /** Issues the certificates of its webhook and of its metrics API. */
  readonly certManager: Ready;
}

/**
 * KEDA, which scales Deployments and StatefulSets by Prometheus metrics: a ScaledObject is an autoscaler whose metric
 * is a query. KEDA serves the API `external.metrics.k8s.io`, of which a cluster can have only one provider.
 *
 * It cannot read Secrets. While KEDA does not run, Deployments that it scales keep their current number of pods.
 *
 * ### Cost
 * A share of the system nodes: 0.17 vCPU and 0.31 GiB for each replica.
 */
export class Keda extends Service<KedaNeeds> {
  /** Namespace of the operator, the metrics API and the webhook. */
  readonly namespaceName: pulumi.Output<string>;
  /** Resources that every ScaledObject must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: KedaNeeds) {
    super("Keda", name, [facts], context, needs);

    const platformNamespace = this.createNamespace(context);
    const chart = this.createChart(platformNamespace, context);

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
        chart: facts.charts.keda,
        mirror: context.mirror,
        namespace: platformNamespace.namespaceName,
        values: pulumi.output(context.clusterName).apply((clusterName) => kedaValues({ ...context, clusterName })),
      },
      { parent: this, dependsOn: [platformNamespace] },
    );
  }
}
