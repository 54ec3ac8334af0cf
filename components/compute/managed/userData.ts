import type { Accelerator } from "../instanceCatalogue";
import type { GpuSharing } from "../poolSettings";

/**
 * Bottlerocket's settings of a node, as TOML, or undefined where it needs none. EKS merges them with its own.
 *
 * Bottlerocket brings NVIDIA's device plugin: what it shares is configured here and not in the cluster. See
 * https://bottlerocket.dev/en/os/1.54.x/api/settings/kubelet-device-plugins.
 *
 * @param gpu The nodes' GPU, by which Bottlerocket chooses MIG's partitions.
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
          // Shares keep the name that pods ask for, nvidia.com/gpu, and not nvidia.com/gpu.shared.
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
 * Partitions that a GPU can be divided into by MIG, and how many of one kind there are then, by Bottlerocket's name of the
 * GPU. From NVIDIA's MIG user guide, "Supported MIG Profiles".
 */
const migPartitions: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "a100.40gb": { "1g.5gb": 7, "1g.10gb": 4, "2g.10gb": 3, "3g.20gb": 2, "4g.20gb": 1, "7g.40gb": 1 },
  "a100.80gb": { "1g.10gb": 7, "1g.20gb": 4, "2g.20gb": 3, "3g.40gb": 2, "4g.40gb": 1, "7g.80gb": 1 },
  "h100.80gb": { "1g.10gb": 7, "1g.20gb": 4, "2g.20gb": 3, "3g.40gb": 2, "4g.40gb": 1, "7g.80gb": 1 },
  "h200.141gb": { "1g.18gb": 7, "1g.35gb": 4, "2g.35gb": 3, "3g.71gb": 2, "4g.71gb": 1, "7g.141gb": 1 },
};

/** Partitions of a GPU, or undefined where MIG does not divide it. */
export function migProfiles(gpu: Accelerator): readonly string[] | undefined {
  const partitions = migPartitions[migModel(gpu)];
  return partitions && Object.keys(partitions);
}

/** How many devices a GPU shows to Kubernetes. */
export function devicesPerGpu(sharing: GpuSharing | undefined, gpu: Accelerator): number {
  if (sharing?.mode === "mig") return migPartitions[migModel(gpu)]?.[sharing.profile ?? ""] ?? 1;
  return sharing?.replicas ?? 1;
}

/** Bottlerocket's name of a GPU, such as `a100.40gb`. */
function migModel({ name, memoryMebibytesEach }: Accelerator): string {
  return `${name}.${Math.floor(memoryMebibytesEach / 1024)}gb`;
}
