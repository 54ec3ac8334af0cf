import type { KubernetesVersion } from "../../core/versions/kubernetes";
import type { PinnedVersion } from "../../core/versions/pinnedVersion";

const checked = "2026-11-24";

/** Returns a version that public configurations of 2026 use with the same Kubernetes version. */
function seen(version: string): PinnedVersion {
  return { version, source: "public configurations of 2026 for this Kubernetes version", checked, verified: true };
}

/**
 * Returns a version that its source lists only for another Kubernetes version. It is probably available for this one
 * too.
 */
function assumedVersion(version: string, source: string): PinnedVersion {
  return { version, source, checked, verified: false };
}

const kubernetes135Only = "public configurations of 2026 for Kubernetes 1.35 only";

/** Versions of EKS managed add-ons, by add-on and Kubernetes version. */
export const addonVersions = {
  "vpc-cni": {
    "1.34": seen("v1.22.4-eksbuild.3"),
    "1.35": seen("v1.22.4-eksbuild.3"),
    "1.36": seen("v1.22.4-eksbuild.3"),
  },
  "kube-proxy": {
    "1.34": seen("v1.34.6-eksbuild.21"),
    "1.35": seen("v1.35.3-eksbuild.21"),
    "1.36": seen("v1.36.0-eksbuild.17"),
  },
  "eks-pod-identity-agent": {
    "1.34": assumedVersion("v1.3.10-eksbuild.3", kubernetes135Only),
    "1.35": seen("v1.3.10-eksbuild.3"),
    "1.36": seen("v1.4.0-eksbuild.2"),
  },
  coredns: {
    "1.34": seen("v1.12.4-eksbuild.29"),
    "1.35": seen("v1.14.3-eksbuild.3"),
    "1.36": seen("v1.14.3-eksbuild.14"),
  },
  "aws-ebs-csi-driver": {
    "1.34": assumedVersion("v1.63.1-eksbuild.1", kubernetes135Only),
    "1.35": seen("v1.63.1-eksbuild.1"),
    "1.36": seen("v1.66.0-eksbuild.1"),
  },
  "aws-efs-csi-driver": {
    "1.34": assumedVersion("v3.4.2-eksbuild.1", kubernetes135Only),
    "1.35": seen("v3.4.2-eksbuild.1"),
    "1.36": assumedVersion("v3.4.2-eksbuild.1", kubernetes135Only),
  },
  "snapshot-controller": {
    "1.34": assumedVersion("v8.6.0-eksbuild.6", kubernetes135Only),
    "1.35": seen("v8.6.0-eksbuild.6"),
    "1.36": assumedVersion("v8.6.0-eksbuild.6", kubernetes135Only),
  },
  "metrics-server": {
    "1.34": seen("v0.9.0-eksbuild.5"),
    "1.35": seen("v0.9.0-eksbuild.5"),
    "1.36": seen("v0.9.0-eksbuild.11"),
  },
  "eks-node-monitoring-agent": {
    "1.34": assumedVersion("v1.6.4-eksbuild.1", kubernetes135Only),
    "1.35": seen("v1.6.4-eksbuild.1"),
    "1.36": assumedVersion("v1.7.0-eksbuild.1", kubernetes135Only),
  },
} as const satisfies Record<string, Record<KubernetesVersion, PinnedVersion>>;

/** Name of an EKS managed add-on. */
export type AddonName = keyof typeof addonVersions;

/** Returns the pinned version of an add-on for a Kubernetes version. */
export function addonVersion(addon: AddonName, kubernetes: KubernetesVersion): PinnedVersion {
  return addonVersions[addon][kubernetes];
}
