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

export interface LoadBalancerControllerNeeds {
  readonly monitoringCrds: Ready;
  /** Its webhook's certificate is one of cert-manager's. */
  readonly certManager: Ready;
}

export interface LoadBalancerControllerArgs {
  readonly vpcId: pulumi.Input<string>;
}

/** The controller's home, as its documentation has it. */
const namespace = "kube-system";
const serviceAccount = "aws-load-balancer-controller";

/** What a Service of type LoadBalancer names as its class: no webhook adds it. */
export const networkLoadBalancerClass = "service.k8s.aws/nlb";

/**
 * AWS Load Balancer Controller: network load balancers of Services, application load balancers of Ingresses. Its CRDs
 * are the program's, since Helm never upgrades those that a chart has in `crds/`.
 */
export class LoadBalancerController extends Service<LoadBalancerControllerNeeds> {
  /** What load balancers need until they are gone: whoever asks for one depends on these. */
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

    this.ready = [controller];
    this.registerOutputs({});
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
    identity.grant("controller", controllerPolicy({ account, clusterName, vpcId }));
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
      .output(vpcId)
      .apply((known) => loadBalancerValues({ ...this.context, vpcId: known, region: account.region, serviceAccount }));
    return new Chart(
      `${this.name}-chart`,
      { chart: facts.charts["aws-load-balancer-controller"], mirror, namespace, values, skipCrds: true },
      { parent: this, dependsOn },
    );
  }
}
