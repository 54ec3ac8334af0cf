import type { Json, JsonObject } from "../../core/json/json";
import { evaluate } from "../cel/environment";
import type { RuleContext } from "../context";
import { guardedObject, type HiddenInput, hiddenMessage, hiddenReason } from "../hiddenInputs";
import { deferred, type Outcome, pass } from "../outcome";
import type { KubernetesRule } from "../rule";
import { variables } from "./variables";

/**
 * Evaluates a rule over an object. Where it has read something that is hidden, its answer is worth nothing: unknown text
 * is neither `latest` nor not.
 *
 * @param namespace The namespace's object, or undefined for objects that are in none.
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

/** What is hidden, and was read. */
type HiddenRead = Pick<HiddenInput, "at" | "reason">;

/** An object as CEL reads it, and where it notes what it reads that is hidden. */
interface View {
  readonly object: object;
  read: HiddenRead[];
}

/** Of objects, which all rules share: a copy for each rule is a third of the time of judging. */
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
    if (!Array.isArray(found)) return { status: "error", message: "the rule's expression yields no list" };
    return found.length === 0 ? pass : { status: "fail", message: messageOf(problem, found.map(String)) };
  } catch (error) {
    return { status: "error", message: `the rule cannot be evaluated: ${nameOf(error)}` };
  }
}

/** The same words at every gate. */
export function messageOf(problem: string, violations: readonly string[]): string {
  return `${problem}: ${violations.join(", ")}`;
}

/** Each is evaluated when it is first read. */
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

/** Whole numbers are integers in CEL, which JavaScript has no other form for than BigInt. */
function celNumber(value: Json): unknown {
  return typeof value === "number" && Number.isInteger(value) ? BigInt(value) : value;
}

/**
 * What is wrong with the rule's text is told. What else an evaluation says may hold a value: of that the name alone.
 */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "an error";
  const [first = ""] = error.message.split("\n");
  const ofText = error.name === "ParseError" || first.startsWith("Unknown variable: ");
  return ofText ? `${error.name}: ${first}` : error.name;
}
