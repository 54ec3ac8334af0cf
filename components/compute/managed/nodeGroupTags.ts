import { acceleratorOf, catalogued, type NodePool, nodeLabels, nodeTaints } from "../nodePool";
import type { GpuSharing } from "../poolSettings";
import { devicesPerGpu } from "./userData";

export interface ManagedPoolFeatures {
  readonly gpuSharing: GpuSharing | undefined;
  readonly efa: boolean;
}

/**
 * Labels of a managed pool's nodes: the pool's, and one by which Cluster Autoscaler knows a node that has a GPU and waits
 * for it to become usable, instead of adding another.
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
 * What Cluster Autoscaler reads from an Auto Scaling group: what a node of an empty one would offer, without which no pod
 * that asks for a device would ever bring the first node, and how it treats the group.
 *
 * See "How can I scale a node group to 0?" in Cluster Autoscaler's FAQ for AWS.
 */
export function scalingGroupTags(pool: NodePool, features: ManagedPoolFeatures): Record<string, string> {
  const below = (kind: string, values: Record<string, string>) =>
    Object.entries(values).map(([key, value]) => [`k8s.io/cluster-autoscaler/node-template/${kind}/${key}`, value]);
  return Object.fromEntries([
    ...below("label", managedNodeLabels(pool)),
    ...nodeTaints(pool).flatMap(({ key, value, effect }) => below("taint", { [key]: `${value}:${effect}` })),
    ...below("resources", devices(pool, features)),
    ...below("autoscaling-options", options(pool)),
  ]);
}

/** Network cards of a pool's nodes that carry an Elastic Fabric Adapter. */
export function efaCards(pool: NodePool): number {
  return Math.min(...catalogued(pool).map(({ efaInterfaces }) => efaInterfaces));
}

function devices(pool: NodePool, { gpuSharing, efa }: ManagedPoolFeatures): Record<string, string> {
  const accelerator = acceleratorOf(pool);
  return {
    ...(accelerator && {
      [accelerator.resource]: String(accelerator.count * devicesPerGpu(gpuSharing, accelerator)),
    }),
    ...(efa && { "vpc.amazonaws.com/efa": String(efaCards(pool)) }),
  };
}

/** A node with a running job is never half empty: no job is moved to save money. */
function options(pool: NodePool): Record<string, string> {
  if (pool.purpose !== "training") return {};
  return { scaledowngpuutilizationthreshold: "0.001", scaledownutilizationthreshold: "0.001" };
}
