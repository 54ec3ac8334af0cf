import { kinds } from "../../components/services/kinds";
import type { MadeKind } from "../../core/kubernetes/kind";
import { celLiteral } from "../cel/literal";
import { wildcardPattern } from "../wildcards";

/**
 * CEL: whether an object's controller is of a kind that makes such objects, as `makes` in the kind's row says: what is in
 * them, the owner says, or its controller.
 *
 * This narrows a way round a rule and does not close it: anybody may write an owner on what they make, and a rule sees no
 * user. An owner that is not there helps nobody, since the garbage collector then takes the object away.
 */
export function isMadeByController(...made: readonly MadeKind[]): string {
  return `object.metadata.?ownerReferences.orValue([]).exists(o, o.?controller.orValue(false)
    && (o.apiVersion + '/' + o.kind).matches(${celLiteral(wildcardPattern(...makersOf(made)))}))`;
}

/** Kinds as `group/version/kind` with `*` for the version, in alphabetical order. */
function makersOf(made: readonly MadeKind[]): string[] {
  return kinds
    .filter(({ makes = [] }) => makes.some((one) => made.includes(one)))
    .map(({ group, kind }) => `${group}/*/${kind}`)
    .sort();
}
