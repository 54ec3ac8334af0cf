import { kinds } from "../../components/services/kinds";
import type { MadeKind } from "../../core/kubernetes/kind";
import { celLiteral } from "../cel/literal";
import { wildcardPattern } from "../wildcards";

/**
 * Returns CEL for whether a controller of the right kind owns the object. `makes` in the facts of a kind lists what its
 * controller creates.
 *
 * This check can be bypassed: users may set an owner on their own objects, and a rule does not see the user. A nonexistent
 * owner does not help, because the garbage collector then deletes the object.
 */
export function isMadeByController(...made: readonly MadeKind[]): string {
  return `object.metadata.?ownerReferences.orValue([]).exists(o, o.?controller.orValue(false)
    && (o.apiVersion + '/' + o.kind).matches(${celLiteral(wildcardPattern(...makersOf(made)))}))`;
}

/** Returns the kinds of owners as `group/version/kind` with `*` for the version, sorted. */
function makersOf(made: readonly MadeKind[]): string[] {
  return kinds
    .filter(({ makes = [] }) => makes.some((one) => made.includes(one)))
    .map(({ group, kind }) => `${group}/*/${kind}`)
    .sort();
}
