import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { facts } from "./facts";
import { kedaValues } from "./values";

export interface KedaNeeds {
  readonly monitoringCrds: Ready;
  /** The certificates of its webhook and of the metrics' API are cert-manager's. */
  readonly certManager: Ready;
}

/**
 * KEDA, which scales Deployments by what Prometheus measures: a ScaledObject is an autoscaler whose metric is a query. It
 * serves `external.metrics.k8s.io`, as the only one in the cluster.
 *
 * It reads no Secrets, and scales nothing but Deployments and StatefulSets. While it is away, what it scales keeps the number
 * of pods that it had.
 *
 * ### Cost
 * Nothing beyond the system nodes that it runs on: 0.2 vCPU and 0.4 GiB for each replica.
 */
export class Keda extends Service<KedaNeeds> {
  /** ScaledObjects are judged, work, and can go: whoever has one depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: KedaNeeds) {
    super("Keda", name, [facts], context, needs);

    const space = this.createNamespace(context);
    const chart = this.createChart(space, context);

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
        chart: facts.charts.keda,
        mirror: context.mirror,
        namespace: space.namespaceName,
        values: kedaValues(context),
      },
      { parent: this, dependsOn: [space] },
    );
  }
}
