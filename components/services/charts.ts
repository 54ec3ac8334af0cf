import { type ChartFacts, chartName } from "../../core/services/chartFacts";
import type { ServiceFacts } from "../../core/services/serviceFacts";
import { services } from "./catalogue";

type ChartNameOf<Facts> = Facts extends ServiceFacts<infer Name> ? Name : never;

/** Name of a chart of any service. */
export type ChartName = ChartNameOf<(typeof services)[keyof typeof services]>;

/** Every chart of the platform by name. */
export const charts: ReadonlyMap<string, ChartFacts> = new Map(
  Object.values<ServiceFacts>(services)
    .flatMap((service) => Object.values(service.charts))
    .map((chart) => [chartName(chart), chart]),
);

/** A chart by its name. @throws Error where no service has it. */
export function chartNamed(name: ChartName): ChartFacts {
  const found = charts.get(name);
  if (!found) throw new Error(`no service of components/services/catalogue.ts has the chart ${name}`);
  return found;
}
