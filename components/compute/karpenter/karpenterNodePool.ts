import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../../component";
import { type Transform, transformedObject } from "../../transform";
import { costNotes } from "../nodePool";
import { type NodeClassArgs, nodeClassSpec } from "./nodeClass";
import { type NodePoolSpecArgs, nodePoolSpec } from "./nodePoolSpec";

/** Arguments of `KarpenterNodePool`. */
export interface KarpenterNodePoolArgs extends NodeClassArgs, Omit<NodePoolSpecArgs, "nodeClass"> {
  /** Changes to the NodePool. @default - none */
  readonly transform?: { readonly nodePool?: Transform<k8s.apiextensions.CustomResourceArgs> | undefined } | undefined;
}

/**
 * A node pool of Karpenter. Karpenter creates nodes for pending pods, starting from zero, and deletes empty nodes.
 *
 * ### Cost
 * That of the nodes that run. The plan lists minimum, expected and maximum.
 */
export class KarpenterNodePool extends Component {
  /** Name of the pool, and of its NodePool and EC2NodeClass. */
  readonly poolName: string;
  /** The NodePool object. */
  readonly nodePool: k8s.apiextensions.CustomResource;

  constructor(name: string, args: KarpenterNodePoolArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:KarpenterNodePool", name, opts);

    const { pool } = args;
    this.poolName = pool.name;
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
      ...transformedObject(args.transform?.nodePool, name, nodePool, {
        parent: this,
        dependsOn: [nodeClass],
        // Karpenter deletes the NodePool after its nodes, and these after the grace periods of their pods.
        customTimeouts: { delete: "90m" },
      }),
    );

    this.registerOutputs({ poolName: this.poolName });
  }
}
