import path from "node:path";
import type { CrdPlace } from "../charts/standIn";
import type { KubernetesVersion } from "../versions/kubernetes";
import type { PinnedVersion } from "../versions/pinnedVersion";

/** Facts about a Helm chart: its source, images, kinds, and resources that AWS bills. */
export interface ChartFacts<Name extends string = string> extends PinnedVersion {
  /** The URL `oci://…/name`, or the name of a chart in `repository`. The last part is its name among all charts. */
  readonly chart: Name | `oci://${string}/${Name}`;
  /** URL of a classic chart repository. @default - `chart` is an OCI address */
  readonly repository?: string;
  /**
   * Images of its pods with our values, as `repository:tag`. The chart sets the tags: after a change of the chart's
   * version, render it and copy them from the output. Empty for a chart that contains only kinds.
   */
  readonly images: readonly string[];
  /** Whether the release has pods of its own. @default - if it has images */
  readonly pods?: false;
  /** Kinds that it defines, as `group/Kind`. */
  readonly crds: readonly string[];
  /** Their folder in the chart. @default "templates" */
  readonly crdPlace?: CrdPlace;
  /** Kubernetes versions that the chart supports according to its documentation. */
  readonly kubernetes: { readonly oldest: KubernetesVersion; readonly newest: KubernetesVersion };
  /** Resources that AWS bills for its objects. Nodes of its pods are not included. */
  readonly billed: "nothing" | readonly Billed[];
}

/** A path into a chart's values as a list of keys, which may contain dots. */
type ValueSteps = readonly string[];

/** A resource that AWS bills, without prices. The plan has the prices. */
export type Billed = BilledVolumes | BilledLoadBalancer;

/** Volumes of the default storage class. */
export interface BilledVolumes {
  readonly kind: "volumes";
  /** Its name in the cost table. */
  readonly item: string;
  /** Path of the size of each volume, a quantity. */
  readonly size: ValueSteps;
  /** Path of the number of volumes. @default - one */
  readonly count?: ValueSteps;
  /** Path of a value that enables them. @default - always enabled */
  readonly enabled?: ValueSteps;
}

/** A network load balancer. */
export interface BilledLoadBalancer {
  readonly kind: "loadBalancer";
  readonly item: string;
  /** Path of the scheme: `internal`, or `internet-facing`, for which AWS also bills public addresses. */
  readonly scheme: ValueSteps;
}

/** Returns a chart's name among all charts, which is also the name of its release. */
export function chartName({ chart }: Pick<ChartFacts, "chart">): string {
  return path.posix.basename(chart);
}

/** Returns whether the release of a chart has pods of its own. */
export function hasPods({ images, pods }: Pick<ChartFacts, "images" | "pods">): boolean {
  return pods !== false && images.length > 0;
}

/** Returns whether a chart contains only kinds. Such a chart depends on the cluster only. */
export function isKindsOnly({ images, crds }: Pick<ChartFacts, "images" | "crds">): boolean {
  return images.length === 0 && crds.length > 0;
}
