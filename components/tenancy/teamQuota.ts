import { acceleratorResources } from "../../core/kubernetes/accelerators";
import { binaryQuantity } from "../../core/kubernetes/quantities";
import type { NodeSize } from "../compute/nodePool";

/** Maximum resources of all running pods and all volumes of a team. */
export interface TeamQuota {
  /** vCPUs that pods request. */
  readonly vcpus: number;
  /** Memory of pods, in GiB, for requests and for limits. */
  readonly memoryGibibytes: number;
  /** Storage of all volumes, in GiB. */
  readonly storageGibibytes: number;
  /** Number of pods that have not terminated. */
  readonly pods: number;
  /** NVIDIA GPUs. With GPU sharing, a share counts as one. */
  readonly gpus: number;
  /** AWS Neuron devices. */
  readonly neuronDevices: number;
}

/** Other resource names of the same devices. Their quota is 0, so that pods cannot bypass the ceiling with them. */
const otherNames = ["nvidia.com/gpu.shared", "aws.amazon.com/neuroncore", "aws.amazon.com/neurondevice"] as const;

/**
 * Returns `spec.hard` of a team's ResourceQuota. Accelerators that a team must not use have the value 0, because a
 * resource without an entry is not limited. Teams cannot create load balancers and node ports, because the platform
 * provides ingress.
 *
 * The quota limits CPU requests but not CPU limits: CPU limits would throttle pods even when CPU is idle.
 */
export function quotaLimits(quota: TeamQuota): Record<string, string> {
  const memory = binaryQuantity(quota.memoryGibibytes * 1024);
  return {
    "requests.cpu": String(quota.vcpus),
    "requests.memory": memory,
    "limits.memory": memory,
    "requests.storage": binaryQuantity(quota.storageGibibytes * 1024),
    pods: String(quota.pods),
    [`requests.${acceleratorResources.gpus}`]: String(quota.gpus),
    [`requests.${acceleratorResources.neuronDevices}`]: String(quota.neuronDevices),
    ...Object.fromEntries(otherNames.map((name) => [`requests.${name}`, "0"])),
    "services.loadbalancers": "0",
    "services.nodeports": "0",
  };
}

/**
 * Returns the limits of a team's LimitRange: default requests, because the quota rejects pods without requests, and a
 * maximum, because a pod that fits no node would stay pending. There is no minimum, so that sidecars can be small.
 *
 * Accelerators are not included: Kubernetes would use their maximum as the default of every container.
 *
 * @param quota Quota of the team.
 * @param largestNode Size of the largest node of all pools. @default - only the quota limits containers
 */
export function containerLimits(quota: TeamQuota, largestNode?: NodeSize) {
  const vcpus = Math.min(quota.vcpus, largestNode?.vcpus ?? Number.POSITIVE_INFINITY);
  const memory = Math.min(quota.memoryGibibytes * 1024, largestNode?.memoryMebibytes ?? Number.POSITIVE_INFINITY);
  const usual = binaryQuantity(Math.min(memory, 1024));
  return {
    type: "Container",
    defaultRequest: { cpu: "250m", memory: usual },
    // Without it, Kubernetes uses the maximum.
    default: { cpu: String(vcpus), memory: usual },
    max: { cpu: String(vcpus), memory: binaryQuantity(memory) },
  };
}
