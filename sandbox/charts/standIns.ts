import { services } from "../../components/services/catalogue";
import type { StandIn } from "../../core/charts/standIn";
import type { ServiceFacts } from "../../core/services/serviceFacts";

/** Loads the stand-ins of all services by chart name. Only callers that need them pay for the loading. */
export async function loadStandIns(): Promise<ReadonlyMap<string, StandIn>> {
  const all = await Promise.all(Object.values<ServiceFacts>(services).map(({ standIns }) => standIns()));
  return new Map(all.flatMap((standIns) => Object.entries(standIns)));
}
