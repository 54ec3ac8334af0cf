import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { ArgoProject, type ArgoProjectArgs, argoNamespace } from "./argoProject";
import { facts } from "./facts";
import { argoCdValues } from "./values";

export interface ArgoCdNeeds {
  readonly monitoringCrds: Ready;
}

export interface ArgoCdArgs {
  /** What the platform's own Applications may fetch, and where they may put it. */
  readonly platform: Pick<ArgoProjectArgs, "repositories" | "namespaces">;
}

/**
 * Argo CD, for systems that come as kustomizations, and the project of the platform's own. There is no login: who looks
 * after it does so by `kubectl` and `argocd --core`.
 */
export class ArgoCd extends Service<ArgoCdNeeds> {
  /** Project of the platform's own Applications. */
  readonly project: ArgoProject;
  /** What Applications need until they are gone. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: ArgoCdNeeds, args: ArgoCdArgs) {
    super("ArgoCd", name, [facts], context, needs);

    const space = this.createNamespace(context);
    const chart = this.createChart(space, context);
    this.project = this.createProject(chart, context, args);

    this.ready = [chart, this.project];
    this.registerOutputs({});
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      { namespace: argoNamespace, network, allowedTraffic: facts.allowedTraffic },
      { parent: this },
    );
  }

  private createChart(space: PlatformNamespace, context: ServiceContext): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts["argo-cd"],
        mirror: context.mirror,
        namespace: space.namespaceName,
        values: argoCdValues({ ...context, namespace: argoNamespace }),
      },
      { parent: this, dependsOn: [space] },
    );
  }

  private createProject(chart: Chart, { mirror }: ServiceContext, { platform }: ArgoCdArgs): ArgoProject {
    return new ArgoProject(
      `${this.name}-platform`,
      { ...platform, project: "platform", description: "The platform's own services", mirror },
      { parent: this, dependsOn: [chart] },
    );
  }
}
