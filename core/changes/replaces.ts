import type { RegistrationOptions } from "../graph/registration";
import { unknownsIn } from "../graph/tokens";
import { covers, type Difference, pathPattern, valuesAt } from "./differences";
import { kubernetesRule } from "./kubernetesReplacement";
import table from "./replacement.json";
import type { ReplacementRule } from "./replacementRule";

/** Whether a change makes the resource anew. `unknown`: only the provider can tell, or nobody has read its rules. */
export type Replaces = "yes" | "no" | "unknown";

/** What decides whether a resource is made anew. */
interface Replaceable {
  readonly type: string;
  readonly options: Pick<RegistrationOptions, "replaceOnChanges">;
}

const rules: Readonly<Record<string, ReplacementRule>> = table.types;

/** A random value is made anew with any of its inputs, `keepers` above all. */
const anyInput: ReplacementRule = { replaceOn: [""] };

/** The rule of a type, or undefined where none is known. */
export function replacementRule(type: string): ReplacementRule | undefined {
  if (type.startsWith("random:")) return anyInput;
  return type.startsWith("kubernetes:") ? kubernetesRule(type) : rules[type];
}

/** Whether the differences of inputs, of which none is ignored, replace a resource. */
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

/** Whether a change of what stands at a path would replace a resource, whatever the change is. */
export function forcesReplacement(resource: Replaceable, path: Difference["path"]): boolean {
  return replaces(resource, [{ path, before: "one", after: "other" }]) !== "no";
}

export function worst(all: readonly Replaces[]): Replaces {
  if (all.includes("yes")) return "yes";
  return all.includes("unknown") ? "unknown" : "no";
}

function byRule(rule: ReplacementRule, difference: Difference): Replaces {
  const keys = difference.path.filter((segment) => typeof segment === "string");
  return worst([
    ...(rule.replaceOn ?? []).map((path) => atPath(rule, path, keys, difference)),
    ...(rule.replaceOnCount ?? []).map((path) => atBlock(path, keys, difference)),
    ...[...(rule.replaceSometimes ?? []), ...(rule.unread ?? [])].map(
      (path): Replaces => (sidesAt(path, keys, difference) ? "unknown" : "no"),
    ),
  ]);
}

function atPath(rule: ReplacementRule, path: string, keys: readonly string[], difference: Difference): Replaces {
  const sides = sidesAt(path, keys, difference);
  if (!sides) return "no";
  const keepsValue = path === "region" || rule.optionalComputed?.some((other) => `${path}.`.startsWith(`${other}.`));
  if (keepsValue && sides.after === "[]") return path === "region" ? "unknown" : "no";
  // What AWS chose before may be what the program says now.
  if (keepsValue && sides.before === "[]") return "unknown";
  return differByUrnAlone(sides.before, sides.after) ? "unknown" : "yes";
}

function atBlock(path: string, keys: readonly string[], { before, after }: Difference): Replaces {
  if (keys.join(".") !== path) return "no";
  return before === undefined || after === undefined || (Array.isArray(before) && Array.isArray(after)) ? "yes" : "no";
}

/** Both values at a rule's path as text, or undefined where the difference is elsewhere. */
function sidesAt(path: string, keys: readonly string[], { before, after }: Difference) {
  const rule = path === "" ? [] : path.split(".");
  const shared = Math.min(rule.length, keys.length);
  if (rule.slice(0, shared).some((segment, index) => segment !== keys[index])) return undefined;
  const rest = rule.slice(shared);
  const sides = { before: JSON.stringify(valuesAt(before, rest)), after: JSON.stringify(valuesAt(after, rest)) };
  return sides.before === sides.after ? undefined : sides;
}

/** The same output of another resource: a rename without an alias, and nobody knows whether the value stays. */
function differByUrnAlone(before: string, after: string): boolean {
  return unknownsIn(before).length > 0 && withoutUrns(before) === withoutUrns(after);
}

function withoutUrns(text: string): string {
  return unknownsIn(text).reduce((rest, { urn, property }) => rest.replace(`${urn}#${property}`, `#${property}`), text);
}
