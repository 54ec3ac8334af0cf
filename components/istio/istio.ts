import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { facts } from "./facts";
import { istiodLabels, istioNamespace } from "./istiod";
import { istioBaseValues, istiodValues } from "./values";

export interface IstioNeeds {
  readonly monitoringCrds: Ready;
  /** It looks for the kinds when it starts. */
  readonly gatewayApi: Ready;
}

/**
 * Istio's control plane, as the implementation of Gateway API: the GatewayClass `istio` is its own. No sidecars where
 * nobody asks for them, and no gateways that nobody has made.
 *
 * Helm installs the webhook that judges Istio's own kinds failing open, and istiod closes it once it answers. Helm's
 * upgrades leave that field alone, which is why this is a Release.
 */
export class Istio extends Service<IstioNeeds> {
  /** Gateways and routes come alive, and pods of gateways get their proxy. Whoever has some depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: IstioNeeds) {
    super("Istio", name, [facts], context, needs);

    const space = this.createNamespace(context);
    const base = this.createBase(space, context);
    const controlPlane = this.createControlPlane(space, base, context);

    this.ready = [controlPlane];
    this.registerOutputs({});
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      { namespace: istioNamespace, network, allowedTraffic: facts.allowedTraffic },
      { parent: this },
    );
  }

  private createBase(space: PlatformNamespace, { mirror }: ServiceContext): Chart {
    return new Chart(
      `${this.name}-base`,
      { chart: facts.charts.base, mirror, namespace: space.namespaceName, values: istioBaseValues },
      { parent: this, dependsOn: [space] },
    );
  }

  private createControlPlane(space: PlatformNamespace, base: Chart, args: ServiceContext): Chart {
    return new Chart(
      `${this.name}-istiod`,
      {
        chart: facts.charts.istiod,
        mirror: args.mirror,
        namespace: space.namespaceName,
        values: istiodValues(args),
        metrics: { service: istiodLabels, port: "http-monitoring" },
      },
      { parent: this, dependsOn: [base] },
    );
  }
}
