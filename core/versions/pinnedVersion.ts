/** A pinned version with its source. */
export interface PinnedVersion {
  readonly version: string;
  /** Source that lists the version. */
  readonly source: string;
  /** Date when the source was read, as YYYY-MM-DD. */
  readonly checked: string;
  /** Whether the source confirms this exact version, for an add-on together with the Kubernetes version. */
  readonly verified: boolean;
}
