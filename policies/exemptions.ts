/** Objects of the platform's own that break a rule for good. */
export interface Exemption {
  readonly rules: readonly string[];
  readonly namespace: string;
  /** How the object's name begins, and those of the pods that come of it. */
  readonly name: string;
  /** Why, for whoever reviews it. */
  readonly reason: string;
}

/**
 * What upstream's charts need on nodes. Names rather than labels: labels can be forged, and a team makes nothing in these
 * namespaces.
 */
export const exemptions: readonly Exemption[] = [];
