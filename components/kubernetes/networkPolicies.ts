import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { type NetworkPolicySpecsArgs, networkPolicySpecs } from "./networkPolicySpecs";

export interface NetworkPoliciesArgs extends NetworkPolicySpecsArgs {
  readonly namespace: pulumi.Input<string>;
}

/**
 * Network policies of a platform service: nothing passes but its allowed traffic. Those of a whole namespace come with
 * `PlatformNamespace`; by themselves they are for a service in a namespace that is not the platform's.
 */
export class NetworkPolicies extends Component {
  constructor(name: string, args: NetworkPoliciesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:NetworkPolicies", name, opts);

    const prefix = args.pods === undefined ? "" : `${Object.values(args.pods).join("-")}-`;
    for (const [policy, spec] of Object.entries(networkPolicySpecs(args))) {
      new k8s.networking.v1.NetworkPolicy(
        `${name}-${policy}`,
        { metadata: { name: `${prefix}${policy}`, namespace: args.namespace }, spec },
        { parent: this },
      );
    }

    this.registerOutputs({});
  }
}
