import { images, type PinnedImage } from "../versions";
import { charts } from "./charts";

/** Images that the charts of the platform name by tag, as `repository:tag`. */
export function chartImages(): string[] {
  return [...new Set([...charts.values()].flatMap((chart) => chart.images))].sort();
}

/** Every image of the platform, as `repository:tag`: of its own pods, and of its charts. */
export function platformImages(): string[] {
  const own = Object.values<PinnedImage>(images).map(({ repository, version }) => `${repository}:${version}`);
  return [...new Set([...own, ...chartImages()])].sort();
}
