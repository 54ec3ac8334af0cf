import type { Exemption } from "../../core/services/exemption";
import type { ServiceFacts } from "../../core/services/serviceFacts";
import { services } from "./catalogue";

/**
 * What upstream's charts cannot do without. Names rather than labels: labels can be forged, and a team makes nothing in
 * these namespaces, nor anything that is in none. What the values of a chart could mend is not here.
 */
export const exemptions: readonly Exemption[] = Object.values<ServiceFacts>(services).flatMap(
  (service) => service.exemptions,
);
