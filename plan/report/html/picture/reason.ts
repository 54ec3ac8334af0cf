import type { EdgeKind } from "./picture";

/** One reason for a connection. */
export interface Reason {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly text: string;
  readonly evidence: readonly string[];
}
