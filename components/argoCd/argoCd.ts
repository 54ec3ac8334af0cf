import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { ArgoProject, type ArgoProjectArgs, argoNamespace } from "./argoProject";
import { facts } from "./facts";
import { argoCdValues } from "./values";

/** Services that `ArgoCd` depends on. */
export interface ArgoCdNeeds {
  /** Installs the kind of its ServiceMonitors. */
  readonly monitoringCrds: Ready;
}

/** Arguments of `ArgoCd`. */
export interface ArgoCdArgs {
  /** Repositories and namespaces that the Applications of the platform may use. */
  readonly platform: Pick<ArgoProjectArgs, "repositories" | "namespaces">;
}

/**
 * Argo CD, which installs kustomizations, and the project of the platform's Applications.
 *
 * It has no login. Operators use `kubectl` and `argocd --core`.
 */
export class ArgoCd extends Service<ArgoCdNeeds> {
  /** Project of the platform's Applications. */
  readonly project: ArgoProject;
  /** Namespace of Argo CD, its projects and all Applications. */
  readonly namespaceName: pulumi.Output<string>;
  /** Resources that every Application must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: ArgoCdNeeds, args: ArgoCdArgs) {
    super("ArgoCd", name, [facts], context, needs);

    const platformNamespace = this.createNamespace(context);
    const chart = this.createChart(platformNamespace, context);
    this.project = this.createProject(chart, context, args);

    this.namespaceName = platformNamespace.namespaceName;
    this.ready = [chart, this.project];
    this.registerOutputs({ namespaceName: this.namespaceName });
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      { namespace: argoNamespace, network, allowedTraffic: facts.allowedTraffic },
      { parent: this },
    );
  }

  private createChart(platformNamespace: PlatformNamespace, context: ServiceContext): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts["argo-cd"],
        mirror: context.mirror,
        namespace: platformNamespace.namespaceName,
        values: argoCdValues({ ...context, namespace: argoNamespace }),
      },
      { parent: this, dependsOn: [platformNamespace] },
    );
  }

  private createProject(chart: Chart, { mirror }: ServiceContext, { platform }: ArgoCdArgs): ArgoProject {
    return new ArgoProject(
      `${this.name}-platform`,
      { ...platform, project: "platform", description: "Services of the platform", mirror },
      { parent: this, dependsOn: [chart] },
    );
  }
}
