import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { type NetworkPolicySpecsArgs, networkPolicySpecs } from "./networkPolicySpecs";

/** Arguments of `NetworkPolicies`. */
export interface NetworkPoliciesArgs extends NetworkPolicySpecsArgs {
  /** Namespace of the policies. */
  readonly namespace: pulumi.Input<string>;
}

/**
 * Network policies of a platform service, which deny everything but its allowed traffic. `PlatformNamespace` includes
 * them; a service in another namespace creates them itself.
 */
export class NetworkPolicies extends Component {
  /** Names of the policies in the cluster. */
  readonly policyNames: readonly string[];

  constructor(name: string, args: NetworkPoliciesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:NetworkPolicies", name, opts);

    const prefix = args.pods === undefined ? "" : `${Object.values(args.pods).join("-")}-`;
    const specs = Object.entries(networkPolicySpecs(args));
    for (const [policy, spec] of specs) {
      new k8s.networking.v1.NetworkPolicy(
        `${name}-${policy}`,
        { metadata: { name: `${prefix}${policy}`, namespace: args.namespace }, spec },
        { parent: this },
      );
    }

    this.policyNames = specs.map(([policy]) => `${prefix}${policy}`);
    this.registerOutputs({ policyNames: this.policyNames });
  }
}
