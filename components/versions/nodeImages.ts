import type { PinnedVersion } from "../../core/versions/pinnedVersion";

const checked = "2026-11-24";

/** Image aliases of the nodes that Karpenter creates. Both images include the drivers of their accelerators. */
export const nodeImages = {
  /** Image of CPU and NVIDIA nodes. It includes NVIDIA's device plugin. */
  bottlerocket: {
    version: "bottlerocket@v1.63.0",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
  /** Image of Neuron nodes, for which Bottlerocket has no image. */
  al2023: { version: "al2023@v20260930", source: "public configurations of 2026", checked, verified: true },
} as const satisfies Record<string, PinnedVersion>;
