/** Which inputs of a type make the resource anew. A path covers all below it, an empty one all inputs; lists are passed through. */
export interface ReplacementRule {
  readonly replaceOn?: readonly string[];
  /** Blocks that replace when one is added or taken away, not when one changes. */
  readonly replaceOnCount?: readonly string[];
  /** Depends on the values. */
  readonly replaceSometimes?: readonly string[];
  /** Those that keep their value where the program leaves them out. */
  readonly optionalComputed?: readonly string[];
  /** Inputs whose rules nobody has read. */
  readonly unread?: readonly string[];
}
