import { type Mirror, mirroredImage } from "../kubernetes/mirror";

/** An image of a chart that asks for registry and repository by themselves. Tags are the chart's own. */
export interface ChartImage {
  readonly registry: string;
  readonly repository: string;
}

/**
 * An image as nodes are to pull it, in two parts.
 *
 * @param repository With its registry: `quay.io/prometheus/prometheus`.
 */
export function chartImage(mirror: Mirror, repository: string): ChartImage {
  const [registry = "", ...path] = mirroredImage(mirror, repository).split("/");
  return { registry, repository: path.join("/") };
}
