import type { Json, JsonObject } from "../../core/json/json";
import { evaluate } from "../cel/environment";
import type { RuleContext } from "../context";
import { guardedObject, type HiddenInput, hiddenMessage, hiddenReason } from "../hiddenInputs";
import { deferred, type Outcome, pass } from "../outcome";
import type { KubernetesRule } from "../rule";
import { variables } from "./variables";

/**
 * Evaluates a rule on an object. If the rule reads a hidden value, the outcome is deferred to admission, because the
 * result of the expression is not reliable.
 *
 * @param namespace The Namespace of the object, or undefined for cluster-scoped objects.
 */
export function evaluateRule(
  rule: Pick<KubernetesRule, "problem" | "violations">,
  object: JsonObject,
  namespace: JsonObject | undefined,
  context: RuleContext,
): Outcome {
  const read: HiddenRead[] = [];
  const celObject = (value: JsonObject) => {
    const view = viewOf(value);
    view.read = read;
    return view.object;
  };
  const outcome = attempt(rule, celObject(object), namespace && celObject(namespace), context);
  const [first] = read;
  return first ? deferred("admission", hiddenMessage(first.at, first.reason)) : outcome;
}

/** A hidden value that a rule has read. */
type HiddenRead = Pick<HiddenInput, "at" | "reason">;

/** An object for CEL, and the list that records which hidden values are read. */
interface View {
  readonly object: object;
  read: HiddenRead[];
}

/** Views that all rules share. A copy for each rule would take a third of the total time. */
const views = new WeakMap<JsonObject, View>();

function viewOf(value: JsonObject): View {
  const found = views.get(value);
  if (found) return found;
  const hidden = (item: Json, at: string) => {
    const reason = hiddenReason(item, false);
    if (reason) view.read.push({ at, reason });
    return item;
  };
  const view: View = { object: guardedObject(value, "", { plain: celNumber, hidden }), read: [] };
  views.set(value, view);
  return view;
}

function attempt(
  { problem, violations }: Pick<KubernetesRule, "problem" | "violations">,
  object: object,
  namespaceObject: object | undefined,
  context: RuleContext,
): Outcome {
  const scope = { object, namespaceObject: namespaceObject ?? null, variables: {} };
  scope.variables = lazyVariables(scope);
  try {
    const found = evaluate(violations(context), scope);
    if (!Array.isArray(found)) return { status: "error", message: "the rule's expression must return a list" };
    return found.length === 0 ? pass : { status: "fail", message: messageOf(problem, found.map(String)) };
  } catch (error) {
    return { status: "error", message: `the rule cannot be evaluated: ${nameOf(error)}` };
  }
}

/** Returns the message, which is the same at every gate. */
export function messageOf(problem: string, violations: readonly string[]): string {
  return `${problem}: ${violations.join(", ")}`;
}

/** Returns an object that evaluates each variable when it is first read. */
function lazyVariables(scope: object): object {
  const values = new Map<string, unknown>();
  const holder = {};
  for (const [name, expression] of Object.entries(variables)) {
    Object.defineProperty(holder, name, {
      enumerable: true,
      get: () => {
        if (!values.has(name)) values.set(name, evaluate(expression, scope));
        return values.get(name);
      },
    });
  }
  return holder;
}

/** Converts whole numbers to BigInt, which represents integers in CEL. */
function celNumber(value: Json): unknown {
  return typeof value === "number" && Number.isInteger(value) ? BigInt(value) : value;
}

/** Returns the text of an error in the expression. For other errors, only the name: their text may contain a value. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "an error";
  const [first = ""] = error.message.split("\n");
  const ofText = error.name === "ParseError" || first.startsWith("Unknown variable: ");
  return ofText ? `${error.name}: ${first}` : error.name;
}
