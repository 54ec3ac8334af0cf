import { acceleratorResources } from "../../core/kubernetes/accelerators";
import { binaryQuantity } from "../../core/kubernetes/quantities";
import type { CrossFieldIssue } from "../../core/schema/crossField";
import type { NodeSize } from "../compute/nodePool";

/** The most that a team's running pods and volumes may ask for together. */
export interface TeamQuota {
  readonly vcpus: number;
  readonly memoryGibibytes: number;
  /** Of all volumes, GiB. */
  readonly storageGibibytes: number;
  readonly pods: number;
  /** NVIDIA GPUs, or shares of them where a pool shares them. */
  readonly gpus: number;
  /** AWS's Neuron devices. */
  readonly neuronDevices: number;
}

/** Further names of the same devices, by which a ceiling could be passed by. */
const otherNames = ["nvidia.com/gpu.shared", "aws.amazon.com/neuroncore", "aws.amazon.com/neurondevice"] as const;

/**
 * `spec.hard` of a team's ResourceQuota. An accelerator that a team has none of is 0, not left out: what is left out is
 * not limited. Ways in are made by the platform: no load balancers and no ports of nodes.
 *
 * CPU is limited by requests alone: limits throttle pods that could have had what nobody uses.
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
 * What a container gets that asks for nothing, since the quota refuses a pod without requests, and the most that one may
 * ask for: what no node has would wait for ever. No minimum: small sidecars are welcome.
 *
 * Accelerators are not here: Kubernetes would make the maximum every container's default.
 *
 * @param largestNode Of all pools. @default - the quota is the only bound
 */
export function containerLimits(quota: TeamQuota, largestNode?: NodeSize) {
  const vcpus = Math.min(quota.vcpus, largestNode?.vcpus ?? Number.POSITIVE_INFINITY);
  const memory = Math.min(quota.memoryGibibytes * 1024, largestNode?.memoryMebibytes ?? Number.POSITIVE_INFINITY);
  const usual = binaryQuantity(Math.min(memory, 1024));
  return {
    type: "Container",
    defaultRequest: { cpu: "250m", memory: usual },
    // Kubernetes takes the maximum where it is left out.
    default: { cpu: String(vcpus), memory: usual },
    max: { cpu: String(vcpus), memory: binaryQuantity(memory) },
  };
}

/**
 * What a team's quota refuses of an accelerator.
 *
 * @param resources Of one pod, as `placement` has them.
 * @param pods Pods at the same time. @default 1
 */
export function acceleratorQuotaProblems(
  { team, quota }: { readonly team: string; readonly quota: TeamQuota },
  resources: Readonly<Record<string, string>>,
  pods = 1,
): CrossFieldIssue[] {
  return quotaSettings.flatMap((setting) => {
    const resource = acceleratorResources[setting];
    const asked = Number(resources[resource] ?? 0) * pods;
    if (asked <= quota[setting]) return [];
    const message = `must fit the team's quota: all pods together ask for ${asked} ${resource}, and team ${team} may have ${quota[setting]}`;
    const fix = `ask for fewer, or raise mlops:teams.${team}.${setting} to ${asked} or more`;
    return [{ path: ["acceleratorCount"], message, fix }];
  });
}

const quotaSettings = ["gpus", "neuronDevices"] as const;
