import { services } from "../../components/services/catalogue";
import type { StandIn } from "../../core/charts/standIn";
import type { ServiceFacts } from "../../core/services/serviceFacts";

/** What stands in for the charts of all services, by name: read where it is wanted, and nowhere else. */
export async function loadStandIns(): Promise<ReadonlyMap<string, StandIn>> {
  const all = await Promise.all(Object.values<ServiceFacts>(services).map(({ standIns }) => standIns()));
  return new Map(all.flatMap((standIns) => Object.entries(standIns)));
}
