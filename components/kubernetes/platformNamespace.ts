import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { platformNamespaceLabel } from "../../core/kubernetes/labels";
import type { AllowedTraffic } from "../../core/services/allowedTraffic";
import { Component } from "../component";
import { NetworkPolicies } from "./networkPolicies";
import { type ClusterNetwork, defaultDeny } from "./networkPolicySpecs";

/** Arguments of `PlatformNamespace`. */
export interface PlatformNamespaceArgs {
  /** Name of the namespace in the cluster. */
  readonly namespace: pulumi.Input<string>;
  /**
   * Enforced pod security standard: https://kubernetes.io/docs/concepts/security/pod-security-standards/.
   *
   * @default "restricted"
   */
  readonly podSecurity?: "restricted" | "baseline" | "privileged";
  /** Further labels. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether Pulumi refuses to delete the namespace with its volumes. @default false */
  readonly deletionProtection?: boolean;
  /** IPv4 blocks of the Kubernetes API, for network policies. @default - only the policy default-deny is created */
  readonly network?: ClusterNetwork | undefined;
  /** Allowed traffic in addition to DNS, the Kubernetes API and traffic within the namespace. @default - none */
  readonly allowedTraffic?: AllowedTraffic | undefined;
}

/**
 * Returns the name of a namespace as an output that depends on the namespace. It is known in the first preview, when
 * there is no cluster, so that guardrails can check objects by their namespace.
 */
export function nameOutput(resource: k8s.core.v1.Namespace, name: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.all([name, resource.urn]).apply(([known]) => known);
}

/**
 * A namespace of platform services, with network policies that deny everything but the allowed traffic.
 *
 * Resources that create pods in it depend on the component, so that the policies exist before the pods.
 */
export class PlatformNamespace extends Component {
  /** Name of the namespace. It is an output, so that objects in the namespace depend on it. */
  readonly namespaceName: pulumi.Output<string>;

  constructor(name: string, args: PlatformNamespaceArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:PlatformNamespace", name, opts);

    const { namespace, podSecurity = "restricted", labels = {}, network, allowedTraffic = {} } = args;
    const resource = new k8s.core.v1.Namespace(
      name,
      {
        metadata: {
          name: namespace,
          labels: {
            ...labels,
            [platformNamespaceLabel]: "platform",
            "pod-security.kubernetes.io/enforce": podSecurity,
            "pod-security.kubernetes.io/warn": "restricted",
          },
        },
      },
      { parent: this, protect: args.deletionProtection ?? false },
    );

    this.namespaceName = nameOutput(resource, namespace);
    if (network) {
      const policies = { namespace: this.namespaceName, network, allowedTraffic };
      new NetworkPolicies(`${name}-network`, policies, { parent: this, dependsOn: [resource] });
    } else {
      new k8s.networking.v1.NetworkPolicy(
        `${name}-default-deny`,
        { metadata: { name: "default-deny", namespace: this.namespaceName }, spec: defaultDeny },
        { parent: this, dependsOn: [resource] },
      );
    }

    this.registerOutputs({ namespaceName: this.namespaceName });
  }
}
