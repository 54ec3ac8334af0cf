/**
 * Inputs of a type whose change replaces the resource. A path includes all nested inputs, and the empty path includes
 * all inputs. Paths apply to all items of lists.
 */
export interface ReplacementRule {
  /** Inputs that always replace the resource. @default - none */
  readonly replaceOn?: readonly string[];
  /** Blocks that replace the resource when one is added or removed, not when one changes. */
  readonly replaceOnCount?: readonly string[];
  /** Inputs whose values decide whether a change replaces the resource. */
  readonly replaceSometimes?: readonly string[];
  /** Inputs that keep their value if the program does not set them. */
  readonly optionalComputed?: readonly string[];
  /** Inputs whose rules are not known. */
  readonly unknownRule?: readonly string[];
}
