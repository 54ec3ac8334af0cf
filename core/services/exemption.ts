/** Objects of the platform's own that break a rule for good. */
export interface Exemption {
  readonly rules: readonly string[];
  /** Empty for what is in none. */
  readonly namespace: string;
  /** How the object's name begins, and those of the pods that come of it. */
  readonly name: string;
  /** Why, for whoever reviews it. */
  readonly reason: string;
}
