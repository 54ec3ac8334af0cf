import { type Mirror, mirroredImage } from "../kubernetes/mirror";

/** An image in a chart with separate values for registry and repository. The chart sets the tag. */
export interface ChartImage {
  readonly registry: string;
  readonly repository: string;
}

/**
 * Returns registry and repository from which nodes pull an image: the mirror's, if one is set.
 *
 * @param repository Repository with its registry, such as `quay.io/prometheus/prometheus`.
 */
export function chartImage(mirror: Mirror, repository: string): ChartImage {
  const [registry = "", ...path] = mirroredImage(mirror, repository).split("/");
  return { registry, repository: path.join("/") };
}
