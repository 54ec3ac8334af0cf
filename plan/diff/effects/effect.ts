import type { Difference } from "../../../core/changes/differences";
import type { Replaces } from "../../../core/changes/replaces";
import type { ComparedResource, Effect, Guard } from "../change";
import type { BothPlans } from "../plans";

/** A change as the rules of its effects read it. */
export interface EffectSource {
  readonly kind: "create" | "update" | "delete";
  readonly replaces: Replaces;
  readonly guard: Guard;
  readonly differences: readonly Difference[];
  /** The earlier resource; undefined for one that is created. */
  readonly before: ComparedResource | undefined;
  /** The later resource; undefined for one that is deleted. */
  readonly after: ComparedResource | undefined;
}

/** A rule: what a change does to what runs, besides the change itself. */
export type EffectRule = (source: EffectSource, plans: BothPlans) => Effect[];

/** Whether an input differs, or something below it. An empty path stands for every input. */
export function changes({ differences }: Pick<EffectSource, "differences">, path: string): boolean {
  const wanted = path.split(".");
  return differences.some((difference) => {
    const keys = difference.path.filter((segment) => typeof segment === "string");
    return wanted.slice(0, keys.length).every((segment, index) => keys[index] === segment);
  });
}

/** Whether the change deletes the earlier resource, for certain or perhaps. */
export function removes({ kind, replaces, guard }: EffectSource): boolean {
  return guard !== "protected" && (kind === "delete" || (kind === "update" && replaces !== "no"));
}

/** `perhaps ` where the replacement is not certain. */
export function perhaps({ kind, replaces }: EffectSource): string {
  return kind === "update" && replaces === "unknown" ? "perhaps " : "";
}
