import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../charts/chart";
import type { Mirror } from "../charts/mirror";
import type { ClusterNetwork } from "../charts/networkPolicySpecs";
import { PlatformNamespace } from "../charts/platformNamespace";
import type { MetricsArgs } from "../charts/serviceMonitor";
import { Component } from "../component";
import { ArgoProject, type ArgoProjectArgs, argoNamespace } from "./argoProject";
import { facts } from "./facts";
import { argoCdValues } from "./values";

export interface ArgoCdArgs {
  readonly mirror: Mirror;
  readonly replicas: number;
  readonly network: ClusterNetwork;
  readonly metrics: MetricsArgs;
  /** What the platform's own Applications may fetch, and where they may put it. */
  readonly platform: Pick<ArgoProjectArgs, "repositories" | "namespaces">;
}

/**
 * Argo CD, for systems that come as kustomizations, and the project of the platform's own. There is no login: who looks
 * after it does so by `kubectl` and `argocd --core`.
 */
export class ArgoCd extends Component {
  /** Project of the platform's own Applications. */
  readonly project: ArgoProject;
  /** What Applications need until they are gone. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ArgoCdArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ArgoCd", name, opts);

    const space = this.createNamespace(args);
    const chart = this.createChart(space, args);
    this.project = this.createProject(chart, args);

    this.ready = [chart, this.project];
    this.registerOutputs({});
  }

  private createNamespace({ network }: ArgoCdArgs): PlatformNamespace {
    const allowedTraffic = { metrics: [8080, 8082, 8083, 8084], https: true };
    return new PlatformNamespace(
      `${this.name}-namespace`,
      { namespace: argoNamespace, network, allowedTraffic },
      { parent: this },
    );
  }

  private createChart(space: PlatformNamespace, args: ArgoCdArgs): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts["argo-cd"],
        mirror: args.mirror,
        namespace: space.namespaceName,
        values: argoCdValues({ ...args, namespace: argoNamespace }),
      },
      { parent: this, dependsOn: [space] },
    );
  }

  private createProject(chart: Chart, { mirror, platform }: ArgoCdArgs): ArgoProject {
    return new ArgoProject(
      `${this.name}-platform`,
      { ...platform, project: "platform", description: "The platform's own services", mirror },
      { parent: this, dependsOn: [chart] },
    );
  }
}
