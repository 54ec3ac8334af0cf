import { kinds } from "../../components/services/kinds";
import type { CreatedKind } from "../../core/kubernetes/kind";
import { celLiteral } from "../cel/literal";
import { wildcardPattern } from "../wildcards";

/**
 * Returns CEL for whether a controller of such a kind owns the object. `createdKinds` in the facts of a kind lists what
 * its controller creates.
 *
 * This check can be bypassed: users may set an owner on their own objects, and a rule does not see the user. A
 * nonexistent owner does not help, because the garbage collector then deletes the object.
 */
export function isCreatedByController(...created: readonly CreatedKind[]): string {
  return `object.metadata.?ownerReferences.orValue([]).exists(o, o.?controller.orValue(false)
    && (o.apiVersion + '/' + o.kind).matches(${celLiteral(wildcardPattern(...creatorsOf(created)))}))`;
}

/** Returns the kinds of owners as `group/version/kind` with `*` for the version, sorted. */
function creatorsOf(created: readonly CreatedKind[]): string[] {
  return kinds
    .filter(({ createdKinds = [] }) => createdKinds.some((one) => created.includes(one)))
    .map(({ group, kind }) => `${group}/*/${kind}`)
    .sort();
}
