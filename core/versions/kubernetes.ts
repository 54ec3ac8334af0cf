/** Kubernetes versions that the platform supports, oldest first, with the last day of EKS's standard support. */
export const kubernetesVersions = {
  "1.34": { standardSupportUntil: "2026-12-02" },
  "1.35": { standardSupportUntil: "2027-03-27" },
  "1.36": { standardSupportUntil: undefined },
} as const;
export type KubernetesVersion = keyof typeof kubernetesVersions;

/** @default for new clusters: in standard support, with every add-on published. */
export const defaultKubernetesVersion: KubernetesVersion = "1.35";
