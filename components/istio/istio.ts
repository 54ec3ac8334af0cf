import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../charts/chart";
import type { Mirror } from "../charts/mirror";
import type { ClusterNetwork } from "../charts/networkPolicySpecs";
import { PlatformNamespace } from "../charts/platformNamespace";
import { Component } from "../component";
import { istioTraffic } from "./allowedTraffic";
import { facts } from "./facts";
import { istiodLabels, istioNamespace } from "./names";
import { istioBaseValues, istiodValues } from "./values";

export interface IstioArgs {
  readonly mirror: Mirror;
  /** Control planes: a gateway without one goes on with what it last knew, and no new one starts. */
  readonly replicas: number;
  readonly network: ClusterNetwork;
}

/**
 * Istio's control plane, as the implementation of Gateway API: the GatewayClass `istio` is its own. No sidecars where
 * nobody asks for them, and no gateways that nobody has made.
 *
 * Helm installs the webhook that judges Istio's own kinds failing open, and istiod closes it once it answers. Helm's
 * upgrades leave that field alone, which is why this is a Release.
 *
 * Needs `GatewayApi`'s `ready`, and the CRDs of Prometheus's operator (`dependsOn`).
 */
export class Istio extends Component {
  /** Gateways and routes come alive, and pods of gateways get their proxy. Whoever has some depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: IstioArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Istio", name, opts);

    const space = this.createNamespace(args);
    const base = this.createBase(space, args);
    const controlPlane = this.createControlPlane(space, base, args);

    this.ready = [controlPlane];
    this.registerOutputs({});
  }

  private createNamespace({ network }: IstioArgs): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      { namespace: istioNamespace, network, allowedTraffic: istioTraffic },
      { parent: this },
    );
  }

  private createBase(space: PlatformNamespace, { mirror }: IstioArgs): Chart {
    return new Chart(
      `${this.name}-base`,
      { chart: facts.charts.base, mirror, namespace: space.namespaceName, values: istioBaseValues },
      { parent: this, dependsOn: [space] },
    );
  }

  private createControlPlane(space: PlatformNamespace, base: Chart, args: IstioArgs): Chart {
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
