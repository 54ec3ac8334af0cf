import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { facts } from "./facts";
import { metricTemplateSpec, metricTemplates } from "./metricTemplates";
import { flaggerAccount, leaseRules, namespaceRole, namespaceRules, watchRules } from "./permissions";
import { flaggerValues } from "./values";

/** Services that `Flagger` depends on. */
export interface FlaggerNeeds {
  /** Installs the kind of its ServiceMonitor. */
  readonly monitoringCrds: Ready;
  /** Installs HTTPRoutes, which it creates. */
  readonly gatewayApi: Ready;
  /** Installs ScaledObjects, which it copies, and must remove their finalizers. */
  readonly keda: Ready;
}

/**
 * Flagger, which replaces a Deployment's version in steps: it sends a growing share of the requests to the new
 * version, judges it by metrics, and promotes it or rolls it back.
 *
 * It may change Deployments, Services, HTTPRoutes and autoscalers in the namespaces of teams, through a RoleBinding
 * of each team. It cannot read Secrets. While Flagger does not run, weights stay as they are and no rollout starts.
 *
 * ### Cost
 * A share of the system nodes: 0.02 vCPU and 0.06 GiB for each replica.
 */
export class Flagger extends Service<FlaggerNeeds> {
  /** Namespace of Flagger and of the MetricTemplates. */
  readonly namespaceName: pulumi.Output<string>;
  /** Resources that every Canary must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: FlaggerNeeds) {
    super("Flagger", name, [facts], context, needs);

    const platformNamespace = this.createNamespace(context);
    const permissions = [...this.createClusterRoles(), ...this.createLeaseRole(platformNamespace)];
    const chart = this.createChart(platformNamespace, permissions, context);
    const templates = this.createMetricTemplates(platformNamespace, chart);

    this.namespaceName = platformNamespace.namespaceName;
    this.ready = [chart, ...templates];
    this.registerOutputs({ namespaceName: this.namespaceName });
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    const { namespace, allowedTraffic } = facts;
    return new PlatformNamespace(`${this.name}-namespace`, { namespace, network, allowedTraffic }, { parent: this });
  }

  private createClusterRoles(): pulumi.Resource[] {
    const watch = new k8s.rbac.v1.ClusterRole(
      `${this.name}-watch`,
      { metadata: { name: "flagger-watch" }, rules: watchRules },
      { parent: this },
    );
    const binding = new k8s.rbac.v1.ClusterRoleBinding(
      `${this.name}-watch-binding`,
      {
        metadata: { name: "flagger-watch" },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: watch.metadata.name },
        subjects: [flaggerAccount],
      },
      { parent: this },
    );
    const inNamespaces = new k8s.rbac.v1.ClusterRole(
      `${this.name}-namespace-role`,
      { metadata: { name: namespaceRole }, rules: namespaceRules },
      { parent: this },
    );
    return [binding, inNamespaces];
  }

  private createLeaseRole({ namespaceName }: PlatformNamespace): pulumi.Resource[] {
    const metadata = { name: "flagger-lease", namespace: namespaceName };
    const role = new k8s.rbac.v1.Role(`${this.name}-lease`, { metadata, rules: leaseRules }, { parent: this });
    const binding = new k8s.rbac.v1.RoleBinding(
      `${this.name}-lease-binding`,
      {
        metadata,
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: role.metadata.name },
        subjects: [flaggerAccount],
      },
      { parent: this },
    );
    return [binding];
  }

  private createChart(
    platformNamespace: PlatformNamespace,
    permissions: pulumi.Resource[],
    context: ServiceContext,
  ): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts.flagger,
        mirror: context.mirror,
        namespace: platformNamespace.namespaceName,
        values: pulumi.output(context.clusterName).apply((clusterName) => flaggerValues({ ...context, clusterName })),
        skipCrds: true,
      },
      { parent: this, dependsOn: [platformNamespace, ...permissions] },
    );
  }

  private createMetricTemplates({ namespaceName }: PlatformNamespace, chart: Chart): pulumi.Resource[] {
    return metricTemplates.map(
      (template) =>
        new k8s.apiextensions.CustomResource(
          `${this.name}-${template.name}`,
          {
            apiVersion: "flagger.app/v1beta1",
            kind: "MetricTemplate",
            metadata: { name: template.name, namespace: namespaceName },
            spec: metricTemplateSpec(template),
          },
          { parent: this, dependsOn: [chart] },
        ),
    );
  }
}
