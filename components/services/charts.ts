import { type ChartFacts, chartName } from "../../core/services/chartFacts";
import type { ServiceFacts } from "../../core/services/serviceFacts";
import { services } from "./catalogue";

type ChartNameOf<Facts> = Facts extends ServiceFacts<infer Name> ? Name : never;

/** Name of a chart of the platform. */
export type ChartName = ChartNameOf<(typeof services)[keyof typeof services]>;

/** Charts of the platform by name. */
export const charts: ReadonlyMap<string, ChartFacts> = new Map(
  Object.values<ServiceFacts>(services)
    .flatMap((service) => Object.values(service.charts))
    .map((chart) => [chartName(chart), chart]),
);

/**
 * Returns a chart by its name.
 *
 * @throws Error if no service has the chart.
 */
export function chartNamed(name: ChartName): ChartFacts {
  const found = charts.get(name);
  if (!found) throw new Error(`chart must be one of components/services/catalogue.ts: ${name}`);
  return found;
}
