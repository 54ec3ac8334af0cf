import type { KubernetesVersion } from "../versions/kubernetes";
import type { PinnedVersion } from "../versions/pinnedVersion";

/** What comes as a kustomization, without a chart. Its version is the repository's tag or whole commit. */
export interface KustomizationFacts extends PinnedVersion {
  /** Git repository, as Argo CD fetches it where there is no mirror. */
  readonly repository: string;
  /** Folder of the kustomization in the repository. */
  readonly path: string;
  /** Kinds that it defines, as `group/Kind`. Patches of ours may leave some out. */
  readonly crds: readonly string[];
  /** Kubernetes versions that the system is said to support. */
  readonly kubernetes: { readonly oldest: KubernetesVersion; readonly newest: KubernetesVersion };
}
