import { images, type PinnedImage } from "../versions";
import { charts } from "./charts";

/** Returns the images of the charts, as `repository:tag`. */
export function chartImages(): string[] {
  return [...new Set([...charts.values()].flatMap((chart) => chart.images))].sort();
}

/** Returns every image of the platform, of its own pods and of its charts, as `repository:tag`. */
export function platformImages(): string[] {
  const own = Object.values<PinnedImage>(images).map(({ repository, version }) => `${repository}:${version}`);
  return [...new Set([...own, ...chartImages()])].sort();
}
