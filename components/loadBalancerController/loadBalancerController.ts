import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Chart } from "../charts/chart";
import type { Mirror } from "../charts/mirror";
import { NetworkPolicies } from "../charts/networkPolicies";
import type { ClusterNetwork } from "../charts/networkPolicySpecs";
import type { MetricsArgs } from "../charts/serviceMonitor";
import { PodIdentity } from "../cluster/podIdentity";
import { Component } from "../component";
import { controllerPolicy } from "./controllerPolicy";
import { definitions } from "./customResourceDefinitions.json";
import { facts } from "./facts";
import { loadBalancerValues } from "./values";

export interface LoadBalancerControllerArgs {
  readonly account: AwsAccount;
  readonly clusterName: string;
  readonly vpcId: pulumi.Input<string>;
  readonly mirror: Mirror;
  readonly replicas: number;
  readonly network: ClusterNetwork;
  readonly metrics: MetricsArgs;
  /** Of load balancers and what belongs to them. */
  readonly tags: Record<string, string>;
}

/** The controller's home, as its documentation has it. */
const namespace = "kube-system";
const serviceAccount = "aws-load-balancer-controller";

/** What a Service of type LoadBalancer names as its class: no webhook adds it. */
export const networkLoadBalancerClass = "service.k8s.aws/nlb";

/**
 * AWS Load Balancer Controller: network load balancers of Services, application load balancers of Ingresses. Its CRDs
 * are the program's, since Helm never upgrades those that a chart has in `crds/`.
 *
 * Needs cert-manager's `ready`.
 */
export class LoadBalancerController extends Component {
  /** What load balancers need until they are gone: whoever asks for one depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: LoadBalancerControllerArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:LoadBalancerController", name, opts);

    const crds = this.createCrds();
    const identity = this.createIdentity(args);
    const policies = this.createNetworkPolicies(args);
    const controller = this.createController([...crds, identity, policies], args);

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

  private createIdentity({ account, clusterName, vpcId }: LoadBalancerControllerArgs): PodIdentity {
    const identity = new PodIdentity(
      `${this.name}-controller`,
      { account, clusterName, namespace, serviceAccount },
      { parent: this },
    );
    identity.grant("controller", controllerPolicy({ account, clusterName, vpcId }));
    return identity;
  }

  private createNetworkPolicies({ network }: LoadBalancerControllerArgs): NetworkPolicies {
    return new NetworkPolicies(
      `${this.name}-network`,
      {
        namespace,
        network,
        pods: { "app.kubernetes.io/name": "aws-load-balancer-controller" },
        allowedTraffic: { fromApiServer: [9443], metrics: [8080], https: true, podIdentity: true },
      },
      { parent: this },
    );
  }

  private createController(dependsOn: pulumi.Resource[], args: LoadBalancerControllerArgs): Chart {
    const values = pulumi
      .output(args.vpcId)
      .apply((vpcId) => loadBalancerValues({ ...args, vpcId, region: args.account.region, serviceAccount }));
    return new Chart(
      `${this.name}-chart`,
      { chart: facts.charts["aws-load-balancer-controller"], mirror: args.mirror, namespace, values, skipCrds: true },
      { parent: this, dependsOn },
    );
  }
}
