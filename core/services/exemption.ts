/** Objects of the platform that violate rules permanently, for a reason. */
export interface Exemption {
  readonly rules: readonly string[];
  /** Empty for objects without a namespace. */
  readonly namespace: string;
  /** Prefix of the names of the object and its pods. */
  readonly name: string;
  /** Reason for the exemption, for reviewers. */
  readonly reason: string;
}
