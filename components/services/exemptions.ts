import type { Exemption } from "../../core/services/exemption";
import type { ServiceFacts } from "../../core/services/serviceFacts";
import { services } from "./catalogue";

/**
 * Exemptions that upstream's charts require and that no value of a chart could avoid. They match by name and namespace,
 * not by label: labels can be forged, and teams cannot create objects in these namespaces or cluster-scoped objects.
 */
export const exemptions: readonly Exemption[] = Object.values<ServiceFacts>(services).flatMap(
  (service) => service.exemptions,
);
