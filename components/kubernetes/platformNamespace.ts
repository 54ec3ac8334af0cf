import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { platformNamespaceLabel } from "../../core/kubernetes/labels";
import type { AllowedTraffic } from "../../core/services/allowedTraffic";
import { Component } from "../component";
import { NetworkPolicies } from "./networkPolicies";
import { type ClusterNetwork, defaultDeny } from "./networkPolicySpecs";

export interface PlatformNamespaceArgs {
  /** Its name in the cluster. */
  readonly namespace: string;
  /**
   * The pod security standard that it enforces: https://kubernetes.io/docs/concepts/security/pod-security-standards/.
   *
   * @default "restricted"
   */
  readonly podSecurity?: "restricted" | "baseline" | "privileged";
  /** Further labels. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether Pulumi refuses to delete it, with all volumes in it. @default false */
  readonly deletionProtection?: boolean;
  /** Where the Kubernetes API is, for network policies. @default - nothing passes but what other policies open */
  readonly network?: ClusterNetwork | undefined;
  /** What passes its network policies beyond DNS, the Kubernetes API and the namespace itself. @default - nothing */
  readonly allowedTraffic?: AllowedTraffic | undefined;
}

/**
 * A namespace's name for what is made in it: it waits for the namespace, and yet a first preview, which has no cluster to
 * ask, knows the name. Guardrails judge by it.
 */
export function nameAfter(made: k8s.core.v1.Namespace, name: string): pulumi.Output<string> {
  return made.urn.apply(() => name);
}

/**
 * A namespace of the platform's own services, into which and out of which only what is named passes.
 *
 * Depend on the component, so that its policies are there before the pods that they are for.
 */
export class PlatformNamespace extends Component {
  /** What is made in it waits for it. */
  readonly namespaceName: pulumi.Output<string>;

  constructor(name: string, args: PlatformNamespaceArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:PlatformNamespace", name, opts);

    const { namespace, podSecurity = "restricted", labels = {}, network, allowedTraffic = {} } = args;
    const made = new k8s.core.v1.Namespace(
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

    this.namespaceName = nameAfter(made, namespace);
    if (network) {
      const policies = { namespace: this.namespaceName, network, allowedTraffic };
      new NetworkPolicies(`${name}-network`, policies, { parent: this, dependsOn: [made] });
    } else {
      new k8s.networking.v1.NetworkPolicy(
        `${name}-default-deny`,
        { metadata: { name: "default-deny", namespace: this.namespaceName }, spec: defaultDeny },
        { parent: this, dependsOn: [made] },
      );
    }

    this.registerOutputs({ namespaceName: this.namespaceName });
  }
}
