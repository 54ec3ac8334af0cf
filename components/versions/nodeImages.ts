import type { PinnedVersion } from "../../core/versions/pinnedVersion";

const checked = "2026-11-24";

/** Image of nodes that Karpenter makes, as its aliases name them: both bring drivers for their accelerators. */
export const nodeImages = {
  /** CPU and NVIDIA nodes; NVIDIA's device plugin is part of it. */
  bottlerocket: {
    version: "bottlerocket@v1.63.0",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
  /** Neuron nodes, which Bottlerocket has no image for. */
  al2023: { version: "al2023@v20260930", source: "public configurations of 2026", checked, verified: true },
} as const satisfies Record<string, PinnedVersion>;
