import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { facts } from "./facts";
import { istiodLabels, istioNamespace } from "./istiod";
import { istioBaseValues, istiodValues } from "./values";

/** Services that `Istio` depends on. */
export interface IstioNeeds {
  /** Installs the kind of its ServiceMonitor. */
  readonly monitoringCrds: Ready;
  /** istiod looks for its CRDs when it starts. */
  readonly gatewayApi: Ready;
}

/**
 * Istio's control plane, which implements Gateway API with the GatewayClass `istio`. It injects sidecars only on
 * request and creates no gateways.
 *
 * The chart sets the validating webhook's failure policy to `Ignore`, and istiod changes it to `Fail` once it answers.
 * Upgrades by Helm keep istiod's value, which is why the chart is installed as a Release.
 */
export class Istio extends Service<IstioNeeds> {
  /** Namespace of istiod. */
  readonly namespaceName: pulumi.Output<string>;
  /** Resources that gateways, their pods and routes must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: IstioNeeds) {
    super("Istio", name, [facts], context, needs);

    const platformNamespace = this.createNamespace(context);
    const base = this.createBase(platformNamespace, context);
    const controlPlane = this.createControlPlane(platformNamespace, base, context);

    this.namespaceName = platformNamespace.namespaceName;
    this.ready = [controlPlane];
    this.registerOutputs({ namespaceName: this.namespaceName });
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      { namespace: istioNamespace, network, allowedTraffic: facts.allowedTraffic },
      { parent: this },
    );
  }

  private createBase(platformNamespace: PlatformNamespace, { mirror }: ServiceContext): Chart {
    return new Chart(
      `${this.name}-base`,
      { chart: facts.charts.base, mirror, namespace: platformNamespace.namespaceName, values: istioBaseValues },
      { parent: this, dependsOn: [platformNamespace] },
    );
  }

  private createControlPlane(platformNamespace: PlatformNamespace, base: Chart, args: ServiceContext): Chart {
    return new Chart(
      `${this.name}-istiod`,
      {
        chart: facts.charts.istiod,
        mirror: args.mirror,
        namespace: platformNamespace.namespaceName,
        values: istiodValues(args),
        metrics: { service: istiodLabels, port: "http-monitoring" },
      },
      { parent: this, dependsOn: [base] },
    );
  }
}
