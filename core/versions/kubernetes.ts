import { plural } from "../text/plural";

/**
 * Kubernetes versions that the platform supports, oldest first, with the last day of EKS's standard support, as in
 * AWS's release calendar: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html, read 2026-11-24.
 */
export const kubernetesVersions = {
  "1.34": { standardSupportUntil: "2026-12-02" },
  "1.35": { standardSupportUntil: "2027-03-27" },
  "1.36": { standardSupportUntil: undefined },
} as const;

/** A Kubernetes version that the platform supports. */
export type KubernetesVersion = keyof typeof kubernetesVersions;

/** Default Kubernetes version of new clusters: in standard support, and all add-ons are available for it. */
export const defaultKubernetesVersion: KubernetesVersion = "1.35";

/** Days before the end of standard support from which the plan warns. */
const warningDays = 60;

/**
 * Returns a warning if a version leaves standard support within 60 days, or has left it: EKS then upgrades the control
 * plane automatically, because the cluster's upgrade policy is STANDARD, but not the nodes and add-ons.
 *
 * @param today As YYYY-MM-DD.
 */
export function supportWarning(version: KubernetesVersion, today: string): string | undefined {
  const until = kubernetesVersions[version].standardSupportUntil;
  if (until === undefined) return undefined;
  const days = Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000);
  if (Number.isNaN(days) || days > warningDays) return undefined;
  const ends =
    days < 0 ? `left standard support on ${until}` : `leaves standard support on ${until}, in ${plural(days, "day")}`;
  const next = nextVersion(version);
  return `Kubernetes ${version} ${ends}. EKS then upgrades the control plane automatically. To upgrade before that, set mlops:cluster.version to ${next ?? "the next version"}`;
}

function nextVersion(version: KubernetesVersion): string | undefined {
  const versions = Object.keys(kubernetesVersions);
  return versions[versions.indexOf(version) + 1];
}
