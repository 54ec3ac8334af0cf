import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../../component";
import { type Transform, transformed } from "../../transform";
import { costNotes } from "../nodePool";
import { type NodeClassArgs, nodeClassSpec } from "./nodeClass";
import { type NodePoolSpecArgs, nodePoolSpec } from "./nodePoolSpec";

export interface KarpenterNodePoolArgs extends NodeClassArgs, Omit<NodePoolSpecArgs, "nodeClass"> {
  readonly transform?: { readonly nodePool?: Transform<k8s.apiextensions.CustomResourceArgs> | undefined } | undefined;
}

/**
 * A pool whose nodes Karpenter makes when pods ask for them, from none, and takes away when they are empty.
 *
 * ### Cost
 * That of its nodes while there are any: the plan says which, by minimum, expected and maximum.
 */
export class KarpenterNodePool extends Component {
  readonly nodePool: k8s.apiextensions.CustomResource;

  constructor(name: string, args: KarpenterNodePoolArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:KarpenterNodePool", name, opts);

    const { pool } = args;
    const nodeClass = new k8s.apiextensions.CustomResource(
      `${name}-class`,
      {
        apiVersion: "karpenter.k8s.aws/v1",
        kind: "EC2NodeClass",
        metadata: { name: pool.name },
        spec: nodeClassSpec(args),
      },
      { parent: this },
    );
    const nodePool = {
      apiVersion: "karpenter.sh/v1",
      kind: "NodePool",
      metadata: { name: pool.name, annotations: costNotes(pool) },
      spec: nodePoolSpec({ ...args, nodeClass: pool.name }),
    };
    this.nodePool = new k8s.apiextensions.CustomResource(
      ...transformed<k8s.apiextensions.CustomResourceArgs>(args.transform?.nodePool, name, nodePool, {
        parent: this,
        dependsOn: [nodeClass],
        // Deletion waits until the pool's nodes have gone, and with them the pods' grace periods.
        customTimeouts: { delete: "90m" },
      }),
    );

    this.registerOutputs({});
  }
}
