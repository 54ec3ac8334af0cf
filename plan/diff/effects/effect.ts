import type { Difference } from "../../../core/changes/differences";
import type { Replaces } from "../../../core/changes/replaces";
import type { ComparedResource, Effect, Guard } from "../change";
import type { BothPlans } from "../plans";

/** The facts about a change that rules on effects read. */
export interface EffectSource {
  readonly kind: "create" | "update" | "delete";
  readonly replaces: Replaces;
  readonly guard: Guard;
  readonly differences: readonly Difference[];
  /** The resource in the earlier plan. Undefined for a creation. */
  readonly before: ComparedResource | undefined;
  /** The resource in the later plan. Undefined for a deletion. */
  readonly after: ComparedResource | undefined;
}

/** Returns the effects of a change on the running system, in addition to the change itself. */
export type EffectRule = (source: EffectSource, plans: BothPlans) => Effect[];

/** Returns whether the value at a path differs: the difference is at the path, below it, or at one of its parents. */
export function changes({ differences }: Pick<EffectSource, "differences">, path: string): boolean {
  const wanted = path.split(".");
  return differences.some((difference) => {
    const keys = difference.path.filter((segment) => typeof segment === "string");
    return wanted.slice(0, keys.length).every((segment, index) => keys[index] === segment);
  });
}

/** Returns whether the change deletes, or may delete, the earlier resource. */
export function removes({ kind, replaces, guard }: EffectSource): boolean {
  return guard !== "protected" && (kind === "delete" || (kind === "update" && replaces !== "no"));
}

/** Returns `perhaps ` if it is not known whether the change replaces the resource, otherwise an empty text. */
export function perhaps({ kind, replaces }: EffectSource): string {
  return kind === "update" && replaces === "unknown" ? "perhaps " : "";
}
