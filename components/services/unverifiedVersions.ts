import { addonVersions, databaseVersions, images, type KubernetesVersion, type PinnedVersion } from "../versions";
import { charts } from "./charts";
import { kustomizations } from "./kustomizations";

/**
 * Returns pinned versions in use that are not verified for a Kubernetes version.
 *
 * @param inUse Names of charts, images, kustomizations and database engines in use. Others are ignored.
 */
export function unverifiedVersions(
  kubernetes: KubernetesVersion,
  inUse: readonly string[],
): { name: string; pinned: PinnedVersion }[] {
  const addons = Object.entries(addonVersions).map(([name, versions]) => ({ name, pinned: versions[kubernetes] }));
  const used = Object.entries<PinnedVersion>({
    ...Object.fromEntries(charts),
    ...images,
    ...Object.fromEntries(kustomizations),
    ...databaseVersions,
  })
    .filter(([name]) => inUse.includes(name))
    .map(([name, pinned]) => ({ name, pinned }));
  return [...addons, ...used].filter(({ pinned }) => !pinned.verified);
}
