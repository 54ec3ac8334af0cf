import type { Accelerator } from "../instanceCatalogue";

/** How pods share the GPUs of a node. */
export interface GpuSharing {
  readonly mode: "timeSlicing" | "mig";
  /** Pods a GPU, with time slicing. */
  readonly replicas?: number | undefined;
  /** Partition of a GPU, with MIG. */
  readonly profile?: string | undefined;
}

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

/** GPUs of the catalogue that MIG divides. */
const divisible = ["a100", "h100", "h200"];

/** Bottlerocket's name of a GPU that MIG divides, such as `a100.40gb`, or undefined where MIG does not. */
export function migModel({ name, memoryMebibytesEach }: Accelerator): string | undefined {
  return divisible.includes(name) ? `${name}.${Math.floor(memoryMebibytesEach / 1024)}gb` : undefined;
}
