import path from "node:path";
import type { CrdPlace } from "../charts/standIn";
import type { KubernetesVersion } from "../versions/kubernetes";
import type { PinnedVersion } from "../versions/pinnedVersion";

/** A Helm chart: its origin, what it brings, and what AWS bills for it. */
export interface ChartFacts<Name extends string = string> extends PinnedVersion {
  /** `oci://…/name` whole, or the name of a chart in `repository`. Its name among all charts is what it ends with. */
  readonly chart: Name | `oci://${string}/${Name}`;
  /** Index of a classic chart repository; undefined for OCI. */
  readonly repository?: string;
  /**
   * Images that its pods are made of with our values, as `repository:tag`. Tags are the chart's own: another version of the
   * chart is rendered, and they are read from what comes out. Empty for a chart that brings kinds alone.
   */
  readonly images: readonly string[];
  /** Kinds that it brings, as `group/Kind`. */
  readonly crds: readonly string[];
  /** Where the chart has them. @default "templates" */
  readonly crdPlace?: CrdPlace;
  /** Kubernetes versions that the chart is said to support. */
  readonly kubernetes: { readonly oldest: KubernetesVersion; readonly newest: KubernetesVersion };
  /** What its objects make AWS bill. Its pods are on nodes, which have prices of their own. */
  readonly billed: "nothing" | readonly Billed[];
}

/** A path into a chart's values, a step an item: keys may hold dots. */
type ValueSteps = readonly string[];

/** Something that AWS bills, in numbers of things: prices are the plan's. */
export type Billed = BilledVolumes | BilledLoadBalancer;

/** Volumes of the default storage class. */
export interface BilledVolumes {
  readonly kind: "volumes";
  /** What it is called in the cost table. */
  readonly item: string;
  /** Size of each, a quantity. */
  readonly size: ValueSteps;
  /** How many. @default - one */
  readonly count?: ValueSteps;
  /** Whether there are any. @default - always */
  readonly enabled?: ValueSteps;
}

/** A network load balancer. */
export interface BilledLoadBalancer {
  readonly kind: "loadBalancer";
  readonly item: string;
  /** `internal`, or `internet-facing`, which pays for addresses too. */
  readonly scheme: ValueSteps;
}

/** A chart's name among all charts, and its release's. */
export function chartName({ chart }: Pick<ChartFacts, "chart">): string {
  return path.posix.basename(chart);
}

/** Whether a chart brings kinds and nothing that runs: it needs the cluster, and nothing else in it. */
export function isKindsOnly({ images, crds }: Pick<ChartFacts, "images" | "crds">): boolean {
  return images.length === 0 && crds.length > 0;
}
