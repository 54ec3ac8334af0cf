import { fabricResource } from "../../../core/kubernetes/accelerators";
import { acceleratorOf, catalogued, type NodePool, nodeLabels, nodeTaints } from "../nodePool";
import type { GpuSharing } from "../poolSettings";
import { devicesPerGpu } from "./userData";

/** Features of a managed pool that change the devices of its nodes. */
export interface ManagedPoolFeatures {
  /** GPU sharing; undefined without sharing. */
  readonly gpuSharing: GpuSharing | undefined;
  /** Whether nodes have Elastic Fabric Adapters. */
  readonly efa: boolean;
}

/**
 * Returns the labels of a managed pool's nodes: the pool's labels, and on nodes with GPUs the label by which Cluster
 * Autoscaler recognizes them. It then waits until the GPUs of a new node are usable, instead of adding another node.
 */
export function managedNodeLabels(pool: NodePool): Record<string, string> {
  const accelerator = acceleratorOf(pool);
  return {
    ...nodeLabels(pool),
    ...(accelerator?.manufacturer === "nvidia" && {
      "k8s.amazonaws.com/accelerator": `nvidia-${accelerator.name}`,
    }),
  };
}

/**
 * Returns the tags of an Auto Scaling group that Cluster Autoscaler reads: its options for the group, and labels,
 * taints and devices of the group's nodes. Without the tags it does not scale an empty group for pods that request a
 * device.
 *
 * See "How can I scale a node group to 0?" in Cluster Autoscaler's FAQ for AWS.
 */
export function scalingGroupTags(pool: NodePool, features: ManagedPoolFeatures): Record<string, string> {
  const below = (kind: string, values: Record<string, string>) =>
    Object.entries(values).map(([key, value]) => [`k8s.io/cluster-autoscaler/node-template/${kind}/${key}`, value]);
  return Object.fromEntries([
    ...below("label", { ...managedNodeLabels(pool), ...volumeZone(pool) }),
    ...nodeTaints(pool).flatMap(({ key, value, effect }) => below("taint", { [key]: `${value}:${effect}` })),
    ...below("resources", devices(pool, features)),
    ...below("autoscaling-options", options(pool)),
  ]);
}

/** Returns the label that the EBS CSI driver sets on nodes: a pod with a volume selects it. */
function volumeZone({ zones: [zone, ...others] }: NodePool): Record<string, string> {
  return zone === undefined || others.length > 0 ? {} : { "topology.ebs.csi.aws.com/zone": zone };
}

/** Returns the number of network cards with an Elastic Fabric Adapter, the same for all nodes of a pool. */
export function efaCards(pool: Pick<NodePool, "name" | "instanceTypes">): number {
  return Math.min(...catalogued(pool).map(({ efaInterfaces }) => efaInterfaces));
}

function devices(pool: NodePool, { gpuSharing, efa }: ManagedPoolFeatures): Record<string, string> {
  const accelerator = acceleratorOf(pool);
  return {
    ...(accelerator && {
      [accelerator.resource]: String(accelerator.count * devicesPerGpu(gpuSharing, accelerator)),
    }),
    ...(efa && { [fabricResource]: String(efaCards(pool)) }),
  };
}

/** In training pools, thresholds near zero: a node with a running job is never removed to save money. */
function options(pool: NodePool): Record<string, string> {
  if (pool.purpose !== "training") return {};
  return { scaledowngpuutilizationthreshold: "0.001", scaledownutilizationthreshold: "0.001" };
}
