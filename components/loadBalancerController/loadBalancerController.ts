import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { PodIdentity } from "../cluster/podIdentity";
import { Chart } from "../kubernetes/chart";
import { NetworkPolicies } from "../kubernetes/networkPolicies";
import { type Ready, Service, type ServiceContext } from "../service";
import { controllerPolicy } from "./controllerPolicy";
import { definitions } from "./customResourceDefinitions.json";
import { facts } from "./facts";
import { loadBalancerValues } from "./values";

/** Services that `LoadBalancerController` depends on. */
export interface LoadBalancerControllerNeeds {
  /** Installs the kind of its ServiceMonitor. */
  readonly monitoringCrds: Ready;
  /** Issues the certificate of its webhook. */
  readonly certManager: Ready;
}

/** Arguments of `LoadBalancerController`. */
export interface LoadBalancerControllerArgs {
  /** VPC of the load balancers. */
  readonly vpcId: pulumi.Input<string>;
}

/** Namespace of the controller, as in its documentation. */
const namespace = "kube-system";
const serviceAccount = "aws-load-balancer-controller";

/** The `loadBalancerClass` that a Service of type LoadBalancer must set. The webhook that would add it is disabled. */
export const networkLoadBalancerClass = "service.k8s.aws/nlb";

/**
 * AWS Load Balancer Controller, which creates network load balancers for Services and application load balancers for
 * Ingresses. The program installs its CRDs, because Helm does not upgrade CRDs in a chart's folder `crds/`.
 */
export class LoadBalancerController extends Service<LoadBalancerControllerNeeds> {
  /** ARN of the controller's role. */
  readonly controllerRoleArn: pulumi.Output<string>;
  /** The `loadBalancerClass` of Services. */
  readonly loadBalancerClass = networkLoadBalancerClass;
  /** Resources that every Service of type LoadBalancer and every Ingress must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(
    name: string,
    context: ServiceContext,
    needs: LoadBalancerControllerNeeds,
    { vpcId }: LoadBalancerControllerArgs,
  ) {
    super("LoadBalancerController", name, [facts], context, needs);

    const crds = this.createCrds();
    const identity = this.createIdentity(vpcId);
    const policies = this.createNetworkPolicies();
    const controller = this.createController([...crds, identity, policies], vpcId);

    this.controllerRoleArn = identity.roleArn;
    this.ready = [controller];
    this.registerOutputs({ controllerRoleArn: this.controllerRoleArn, loadBalancerClass: this.loadBalancerClass });
  }

  private createCrds(): k8s.apiextensions.v1.CustomResourceDefinition[] {
    return definitions.map(
      ({ metadata, spec }) =>
        new k8s.apiextensions.v1.CustomResourceDefinition(
          `${this.name}-crd-${metadata.name.split(".", 1)}`,
          { metadata, spec },
          { parent: this },
        ),
    );
  }

  private createIdentity(vpcId: pulumi.Input<string>): PodIdentity {
    const { account, clusterName } = this.context;
    const identity = new PodIdentity(
      `${this.name}-controller`,
      { account, clusterName, namespace, serviceAccount },
      { parent: this },
    );
    const policy = pulumi
      .output(clusterName)
      .apply((known) => controllerPolicy({ account, clusterName: known, vpcId }));
    identity.grant("controller", policy);
    return identity;
  }

  private createNetworkPolicies(): NetworkPolicies {
    return new NetworkPolicies(
      `${this.name}-network`,
      {
        namespace,
        network: this.context.network,
        pods: { "app.kubernetes.io/name": "aws-load-balancer-controller" },
        allowedTraffic: facts.allowedTraffic,
      },
      { parent: this },
    );
  }

  private createController(dependsOn: pulumi.Resource[], vpcId: pulumi.Input<string>): Chart {
    const { account, mirror } = this.context;
    const values = pulumi
      .output({ vpcId, clusterName: this.context.clusterName })
      .apply((known) => loadBalancerValues({ ...this.context, ...known, region: account.region, serviceAccount }));
    return new Chart(
      `${this.name}-chart`,
      { chart: facts.charts["aws-load-balancer-controller"], mirror, namespace, values, skipCrds: true },
      { parent: this, dependsOn },
    );
  }
}
