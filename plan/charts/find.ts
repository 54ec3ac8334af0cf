import type { PlannedRelease } from "../../core/charts/release";
import {
  findChartArchive,
  findUpstreamChart,
  sameVersion,
  type UpstreamChart,
  type UpstreamChartAnswer,
} from "../../core/charts/upstreamChart";

/** The chart of a Release, or the reason why it is missing. */
export type FoundChart = { readonly chart: UpstreamChart } | { readonly missing: string };

/**
 * Finds a Release's chart in a folder. Only the plan's version counts: another version renders other objects.
 *
 * @throws UsageError if Helm would reject the chart.
 */
export function findChart(folder: string, { chart: name, version = "" }: PlannedRelease): FoundChart {
  const given = findUpstreamChart(folder, name, version);
  if (given.chart === undefined) return { missing: missing(folder, given) };
  if (version === "" || sameVersion(given.chart.version, version)) return { chart: given.chart };
  const archive = findChartArchive(folder, name, version);
  if (archive.chart && sameVersion(archive.chart.version, version)) return { chart: archive.chart };
  return { missing: `${given.chart.from} is ${given.chart.version}, and the plan installs ${version}` };
}

function missing(folder: string, { notes }: UpstreamChartAnswer): string {
  return notes.length > 0 ? notes.join("; ") : `it is not in ${folder}`;
}
