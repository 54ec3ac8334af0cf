import type { EdgeKind } from "./picture";

/**
 * One reason to draw a connection between two parts of the picture. `text` is the purpose of the connection; `evidence`
 * has the URNs of the resources that permit or configure it.
 */
export interface Reason {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly text: string;
  readonly evidence: readonly string[];
}
