import type { JsonObject } from "../core/json/json";
import type { RuleContext } from "./context";
import { HiddenInput } from "./hiddenInputs";
import { createdPods } from "./kubernetes/createdPods";
import { evaluateRule } from "./kubernetes/evaluate";
import {
  appliesTo,
  type KubernetesObject,
  kubernetesObject,
  namespacesOf,
  needsUnknownNamespace,
} from "./kubernetes/objects";
import { ReferencedObjects } from "./kubernetes/referencedObjects";
import { deferred, type Outcome, pass } from "./outcome";
import { enforcementIn, type Finding, type KubernetesRule, type ResourceRule, type Rule, type StackRule } from "./rule";
import type { Graph, Subject } from "./subject";
import type { Verdict } from "./verdict";

const unknownNamespace = deferred("admission", "metadata.namespace is not known yet");

/** Returns the value of an input for a message, or an empty text if the value must not be shown. */
export type ShowValue = (subject: Subject, at: string) => string;

/**
 * Judges a stack by all rules. A rule that throws gives a verdict with the status `error`; all other rules still run.
 *
 * @param show @default - messages show no values, because some may be secret
 */
export function judge(
  rules: readonly Rule[],
  graph: Graph,
  context: RuleContext,
  show: ShowValue = () => "",
): Verdict[] {
  return [...verdictsOn(rules, graph, context, show)];
}

/**
 * Yields the verdicts of `judge` one by one. A large stack has millions of passed verdicts, which callers need not
 * keep.
 */
export function* verdictsOn(
  rules: readonly Rule[],
  graph: Graph,
  context: RuleContext,
  show: ShowValue,
): Generator<Verdict> {
  const namespaces = namespacesOf(graph);
  const references = new ReferencedObjects(graph.referable);
  // Reading objects takes longer than most rules, so it is skipped if no rule judges objects.
  const objects = rules.some(({ about }) => about === "kubernetes")
    ? graph.subjects
        .flatMap((one) => kubernetesObject(one) ?? [])
        .flatMap((one) => [one, ...createdPods(one, references).pods])
    : [];
  for (const rule of rules) {
    const enforcement = enforcementIn(context.environment, rule);
    const verdict = ({ urn, renderedFrom }: Subject, { status, message, gate = "plan" }: Outcome): Verdict => ({
      rule: rule.name,
      severity: rule.severity,
      // Findings on chart objects are advisory here and in the cluster, because users cannot change a chart.
      enforcement: renderedFrom === undefined ? enforcement : "advisory",
      gate,
      status,
      urn,
      message,
      fix: fixFor(status, rule),
    });
    if (rule.about === "kubernetes") {
      for (const object of objects) {
        if (!appliesTo(rule, object, namespaces, context)) continue;
        yield verdict(object.subject, outcomeOnObject(rule, object, namespaces, context));
      }
      continue;
    }
    for (const subject of graph.ofType(...rule.types)) {
      for (const outcome of outcomesOnResource(rule, subject, graph, context, show)) yield verdict(subject, outcome);
    }
  }
}

function outcomeOnObject(
  rule: KubernetesRule,
  { object, kind, namespace }: KubernetesObject,
  namespaces: ReadonlyMap<string, JsonObject>,
  context: RuleContext,
): Outcome {
  if (needsUnknownNamespace(rule, { namespace })) return unknownNamespace;
  const own = namespace === undefined || kind === "Namespace" ? undefined : namespaces.get(namespace);
  return evaluateRule(rule, object, own, context);
}

/** Returns the fix. After an error, the rule must be fixed, not the resource. */
function fixFor(status: Verdict["status"], { name, fix }: Pick<Rule, "name" | "fix">): string {
  if (status === "pass") return "";
  return status === "error" ? `fix the rule ${name} in policies/rules, and add a specimen for this input` : fix;
}

/** Returns the outcomes of a rule on a resource: one for each finding. */
function outcomesOnResource(
  rule: ResourceRule | StackRule,
  subject: Subject,
  graph: Graph,
  context: RuleContext,
  show: ShowValue,
): readonly Outcome[] {
  try {
    const found = rule.about === "stack" ? rule.check(subject, graph, context) : rule.check(subject, context);
    return found.length === 0 ? [pass] : found.map((finding) => outcomeOfFinding(finding, subject, show));
  } catch (error) {
    if (error instanceof HiddenInput) return [deferred("up", error.message)];
    const reason = error instanceof Error ? error.name : "an error";
    return [{ status: "error", message: `the rule failed with ${reason}` }];
  }
}

function outcomeOfFinding(
  { at, problem, deferred: isDeferred = false }: Finding,
  subject: Subject,
  show: ShowValue,
): Outcome {
  const message = at === undefined ? problem : `${at}${show(subject, at)}: ${problem}`;
  return isDeferred ? deferred("up", message) : { status: "fail", message };
}
