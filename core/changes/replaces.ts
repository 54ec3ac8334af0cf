import type { RegistrationOptions } from "../graph/registration";
import { unknownsIn } from "../graph/tokens";
import { covers, type Difference, pathPattern, valuesAt } from "./differences";
import { kubernetesRule } from "./kubernetesReplacement";
import { providerRule } from "./providerReplacement";
import table from "./replacement.json";
import type { ReplacementRule } from "./replacementRule";

/** Whether a change replaces the resource. `unknown`: only the provider decides, or its rules are not known. */
export type Replaces = "yes" | "no" | "unknown";

/** Fields of a resource that decide whether a change replaces it. */
interface Replaceable {
  readonly type: string;
  readonly options: Pick<RegistrationOptions, "replaceOnChanges">;
}

const rules: Readonly<Record<string, ReplacementRule>> = table.types;

/** Rule of the provider `random`: a change of any input replaces the resource. */
const anyInput: ReplacementRule = { replaceOn: [""] };

/**
 * Rule of a tag of an Auto Scaling group. Source: `internal/service/autoscaling/group_tag.go` of
 * hashicorp/terraform-provider-aws.
 */
const groupTag: ReplacementRule = { replaceOn: ["autoscalingGroupName", "tag.key", "region"] };

/** Returns the rule of a type, or undefined if it is not known. */
export function replacementRule(type: string): ReplacementRule | undefined {
  if (type.startsWith("random:")) return anyInput;
  if (type.startsWith("pulumi:providers:")) return providerRule(type);
  if (type === "aws:autoscaling/tag:Tag") return groupTag;
  return type.startsWith("kubernetes:") ? kubernetesRule(type) : rules[type];
}

/** Returns whether differences of inputs replace a resource. They must not include inputs in `ignoreChanges`. */
export function replaces(resource: Replaceable, inputs: readonly Difference[]): Replaces {
  const always = resource.options.replaceOnChanges.map(pathPattern);
  const rule = replacementRule(resource.type);
  return worst(
    inputs.map((difference) => {
      if (always.some((pattern) => covers(pattern, difference.path))) return "yes";
      return rule ? byRule(rule, difference) : "unknown";
    }),
  );
}

/** Returns whether any change of the value at a path can replace a resource. */
export function forcesReplacement(resource: Replaceable, path: Difference["path"]): boolean {
  return replaces(resource, [{ path, before: "one", after: "other" }]) !== "no";
}

/** Returns the most severe result: `yes`, then `unknown`, then `no`. */
export function worst(all: readonly Replaces[]): Replaces {
  if (all.includes("yes")) return "yes";
  return all.includes("unknown") ? "unknown" : "no";
}

function byRule(rule: ReplacementRule, difference: Difference): Replaces {
  const keys = difference.path.filter((segment) => typeof segment === "string");
  return worst([
    ...(rule.replaceOn ?? []).map((path) => atPath(rule, path, keys, difference)),
    ...(rule.replaceOnCount ?? []).map((path) => atBlock(path, keys, difference)),
    ...[...(rule.replaceSometimes ?? []), ...(rule.unknownRule ?? [])].map(
      (path): Replaces => (sidesAt(path, keys, difference) ? "unknown" : "no"),
    ),
  ]);
}

function atPath(rule: ReplacementRule, path: string, keys: readonly string[], difference: Difference): Replaces {
  const sides = sidesAt(path, keys, difference);
  if (!sides) return "no";
  const keepsValue = path === "region" || rule.optionalComputed?.some((other) => `${path}.`.startsWith(`${other}.`));
  if (keepsValue && sides.after === "[]") return path === "region" ? "unknown" : "no";
  // The value that AWS chose may equal the one that the program now sets.
  if (keepsValue && sides.before === "[]") return "unknown";
  return differByUrnAlone(sides.before, sides.after) ? "unknown" : "yes";
}

function atBlock(path: string, keys: readonly string[], { before, after }: Difference): Replaces {
  if (keys.join(".") !== path) return "no";
  return before === undefined || after === undefined || (Array.isArray(before) && Array.isArray(after)) ? "yes" : "no";
}

/** Returns both values at a rule's path as text, or undefined if the difference is at another path. */
function sidesAt(path: string, keys: readonly string[], { before, after }: Difference) {
  const rule = path === "" ? [] : path.split(".");
  const shared = Math.min(rule.length, keys.length);
  if (rule.slice(0, shared).some((segment, index) => segment !== keys[index])) return undefined;
  const rest = rule.slice(shared);
  const sides = { before: JSON.stringify(valuesAt(before, rest)), after: JSON.stringify(valuesAt(after, rest)) };
  return sides.before === sides.after ? undefined : sides;
}

/**
 * Returns whether both are the same output of two resources, as after a rename without an alias. The value may or may
 * not change.
 */
function differByUrnAlone(before: string, after: string): boolean {
  return unknownsIn(before).length > 0 && withoutUrns(before) === withoutUrns(after);
}

function withoutUrns(text: string): string {
  return unknownsIn(text).reduce((rest, { urn, property }) => rest.replace(`${urn}#${property}`, `#${property}`), text);
}
