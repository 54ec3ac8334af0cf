import { acceleratorOf, type NodePool, nodeLabels, nodeTaints } from "../nodePool";
import type { GpuSharing } from "./userData";

/**
 * What Cluster Autoscaler reads from an empty Auto Scaling group to know what a node of it would offer. Without it no pod
 * that asks for a GPU would ever bring the first node.
 *
 * See "How can I scale a node group to 0?" in Cluster Autoscaler's FAQ for AWS.
 */
export function scaleFromZeroTags(pool: NodePool, sharing: GpuSharing | undefined): Record<string, string> {
  const prefix = "k8s.io/cluster-autoscaler/node-template";
  const accelerator = acceleratorOf(pool);
  const labels = Object.entries(nodeLabels(pool)).map(([key, value]) => [`${prefix}/label/${key}`, value]);
  const taints = nodeTaints(pool).map(({ key, value, effect }) => [`${prefix}/taint/${key}`, `${value}:${effect}`]);
  const resources = accelerator
    ? [[`${prefix}/resources/${accelerator.resource}`, String(accelerator.count * (sharing?.replicas ?? 1))]]
    : [];
  return Object.fromEntries([...labels, ...taints, ...resources]);
}
