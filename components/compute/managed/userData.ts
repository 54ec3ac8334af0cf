import type { Accelerator } from "../instanceCatalogue";
import type { GpuSharing } from "../poolSettings";

/**
 * Returns Bottlerocket settings of a node as TOML, or undefined without GPU sharing. EKS merges them with its own.
 *
 * Bottlerocket contains NVIDIA's device plugin, so GPU sharing is configured on the node and not in the cluster. See
 * https://bottlerocket.dev/en/os/1.54.x/api/settings/kubelet-device-plugins.
 *
 * @param sharing GPU sharing of the pool.
 * @param gpu GPU of the nodes, which selects the MIG partitions.
 */
export function bottlerocketSettings(
  sharing: GpuSharing | undefined,
  gpu: Accelerator | undefined,
): string | undefined {
  if (!sharing || !gpu) return undefined;
  const lines =
    sharing.mode === "timeSlicing"
      ? [
          "[settings.kubelet-device-plugins.nvidia]",
          'device-sharing-strategy = "time-slicing"',
          "",
          "[settings.kubelet-device-plugins.nvidia.time-slicing]",
          `replicas = ${sharing.replicas}`,
          // Shares keep the resource name that pods request: nvidia.com/gpu, not nvidia.com/gpu.shared.
          "rename-by-default = false",
        ]
      : [
          "[settings.kubelet-device-plugins.nvidia]",
          'device-partitioning-strategy = "mig"',
          "",
          "[settings.kubelet-device-plugins.nvidia.mig.profile]",
          `"${migModel(gpu)}" = "${sharing.profile}"`,
        ];
  return `${lines.join("\n")}\n`;
}

/**
 * Number of partitions of each MIG profile, by Bottlerocket's name of the GPU and by profile. Source: "Supported MIG
 * Profiles" in NVIDIA's MIG user guide.
 */
const migPartitions: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "a100.40gb": { "1g.5gb": 7, "1g.10gb": 4, "2g.10gb": 3, "3g.20gb": 2, "4g.20gb": 1, "7g.40gb": 1 },
  "a100.80gb": { "1g.10gb": 7, "1g.20gb": 4, "2g.20gb": 3, "3g.40gb": 2, "4g.40gb": 1, "7g.80gb": 1 },
  "h100.80gb": { "1g.10gb": 7, "1g.20gb": 4, "2g.20gb": 3, "3g.40gb": 2, "4g.40gb": 1, "7g.80gb": 1 },
  "h200.141gb": { "1g.18gb": 7, "1g.35gb": 4, "2g.35gb": 3, "3g.71gb": 2, "4g.71gb": 1, "7g.141gb": 1 },
};

/** Returns the MIG profiles of a GPU, or undefined if it does not support MIG. */
export function migProfiles(gpu: Accelerator): readonly string[] | undefined {
  const partitions = migPartitions[migModel(gpu)];
  return partitions && Object.keys(partitions);
}

/** Returns the number of devices that a GPU offers to Kubernetes. */
export function devicesPerGpu(sharing: GpuSharing | undefined, gpu: Accelerator): number {
  if (sharing?.mode === "mig") return migPartitions[migModel(gpu)]?.[sharing.profile ?? ""] ?? 1;
  return sharing?.replicas ?? 1;
}

/** Name of a GPU in Bottlerocket, such as `a100.40gb`. */
function migModel({ name, memoryMebibytesEach }: Accelerator): string {
  return `${name}.${Math.floor(memoryMebibytesEach / 1024)}gb`;
}
