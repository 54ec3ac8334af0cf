/** A pinned version and how far it can be trusted. */
export interface PinnedVersion {
  readonly version: string;
  /** Where the version was seen. */
  readonly source: string;
  /** Day of the look, as YYYY-MM-DD. */
  readonly checked: string;
  /** Whether the source shows this very pair of add-on and Kubernetes version. */
  readonly verified: boolean;
}
