import type { KubernetesVersion } from "../versions/kubernetes";
import type { PinnedVersion } from "../versions/pinnedVersion";

/** Facts about a kustomization that Argo CD installs. Its version is a tag or a full commit hash of the repository. */
export interface KustomizationFacts extends PinnedVersion {
  /** Git repository from which Argo CD fetches it, unless a mirror is set. */
  readonly repository: string;
  /** Folder of the kustomization in the repository. */
  readonly path: string;
  /** Kinds that it defines, as `group/Kind`. Our patches may remove some. */
  readonly crds: readonly string[];
  /** Kubernetes versions that it supports according to its documentation. */
  readonly kubernetes: { readonly oldest: KubernetesVersion; readonly newest: KubernetesVersion };
}
