import { addonVersions } from "./versions/addons";
import { charts } from "./versions/charts";
import { databaseVersions } from "./versions/databases";
import { images } from "./versions/images";
import type { KubernetesVersion } from "./versions/kubernetes";
import { kustomizations } from "./versions/kustomizations";
import type { PinnedVersion } from "./versions/pinnedVersion";

/**
 * The one table of what the platform is made of. A version literal stands nowhere else.
 *
 * EKS has no list of add-on versions that can be read without an account. So each entry says where it was seen and
 * when, and whether that source names the pair of add-on and Kubernetes version. Confirm with
 * `aws eks describe-addon-versions --kubernetes-version VERSION --addon-name NAME` before a first `pulumi up`, and set
 * `verified`. The plan lists those in use that nobody has confirmed.
 */
export * from "./versions/addons";
export * from "./versions/charts";
export * from "./versions/databases";
export * from "./versions/imageLock";
export * from "./versions/images";
export * from "./versions/kubernetes";
export * from "./versions/kustomizations";
export * from "./versions/nodeImages";
export * from "./versions/pinnedVersion";

/**
 * Pinned versions that nobody has confirmed for a cluster's Kubernetes version.
 *
 * @param inUse Names of the charts, images, kustomizations and engines that there are: what nobody installs is of no interest.
 */
export function unverifiedVersions(
  kubernetes: KubernetesVersion,
  inUse: readonly string[],
): { name: string; pinned: PinnedVersion }[] {
  const addons = Object.entries(addonVersions).map(([name, versions]) => ({ name, pinned: versions[kubernetes] }));
  const used = Object.entries<PinnedVersion>({ ...charts, ...images, ...kustomizations, ...databaseVersions })
    .filter(([name]) => inUse.includes(name))
    .map(([name, pinned]) => ({ name, pinned }));
  return [...addons, ...used].filter(({ pinned }) => !pinned.verified);
}
