import type { Owner } from "../../components/guardrails/guardrails";
import { exemptions } from "../../components/services/exemptions";
import { type KindName, kindOf } from "../../components/services/kinds";
import type { Waiver } from "../../components/settings/sections/guardrails";
import type { Exemption } from "../../core/services/exemption";
import { celLiteral } from "../cel/literal";
import type { RuleContext } from "../context";
import { type Enforcement, enforcementIn, type KubernetesRule } from "../rule";
import { holds } from "../waivers";
import { wildcardPattern } from "../wildcards";
import { type VariableName, variables, variablesIn } from "./variables";

/** What the cluster is told of a rule: an `AdmissionPolicy` of the component `Guardrails`. */
export interface AdmissionPolicy {
  /** Its name in the cluster. */
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: ReturnType<typeof policySpec>;
  /** By whose namespaces they are about. */
  readonly bindings: Readonly<Partial<Record<Owner, ReturnType<typeof bindingSpec>>>>;
}

export interface AdmissionArgs {
  readonly context: RuleContext;
  readonly waivers: readonly Waiver[];
  /** The day on which waivers are to hold, as YYYY-MM-DD. */
  readonly today: string;
  /** Labels that every namespace of an owner has, and no other. */
  readonly namespaceLabels: Readonly<Record<Exclude<Owner, "default">, string>>;
}

/**
 * A rule as the API server holds everybody to it.
 *
 * Only in teams' namespaces is anything refused. In the platform's own the cluster warns and writes an audit log: a rule
 * that is wrong must not keep the platform from being mended. Namespaces of neither, such as `kube-system`, are no
 * concern of any policy but one about the namespace `default`.
 */
export function admissionPolicy(rule: KubernetesRule, args: AdmissionArgs): AdmissionPolicy {
  const { context, namespaceLabels } = args;
  const enforcement = enforcementIn(context.environment, rule);
  const name = `${rule.name}.mlops.platform`;
  const bound = owners.filter((owner) => isBound(rule, owner));
  return {
    name,
    annotations: { "mlops.platform/title": rule.title, "mlops.platform/why": rule.why },
    spec: policySpec(rule, args),
    bindings: Object.fromEntries(
      bound.map((owner) => [
        owner,
        bindingSpec(rule, name, owner, enforcement, namespaceSelector(owner, namespaceLabels)),
      ]),
    ),
  };
}

const owners = ["teams", "platform", "default"] as const satisfies readonly Owner[];

function namespaceSelector(owner: Owner, labels: AdmissionArgs["namespaceLabels"]) {
  const own =
    owner === "default"
      ? { key: "kubernetes.io/metadata.name", operator: "In", values: ["default"] }
      : { key: labels[owner], operator: "Exists" };
  return { matchExpressions: [own] };
}

function isBound({ scope, kinds }: KubernetesRule, owner: Owner): boolean {
  if (owner === "default" || scope === "default") return owner === scope;
  if (owner === "platform") return scope !== "teams" || kinds.every((kind) => !isTeams(kind));
  return scope !== "platform" && kinds.some(isTeams);
}

/** Whether a namespace's label can tell whose an object of a kind is. */
function isTeams(kind: KindName): boolean {
  return kind === "Namespace" || kindOf(kind).namespaced;
}

function policySpec(rule: KubernetesRule, args: AdmissionArgs) {
  const violations = rule.violations(args.context);
  return {
    failurePolicy: "Fail",
    matchConstraints: {
      resourceRules: resourceRules(rule.kinds, variablesIn(violations).includes("ephemeralContainers")),
    },
    matchConditions: [
      { name: "is-not-going", expression: "!has(object.metadata.deletionTimestamp)" },
      { name: "is-new-or-changed", expression: isChanged(rule, variablesIn(violations)) },
      ...exempt(rule, args).map((expression, index) => ({
        name: `is-not-exempt-${index}`,
        expression: `!(${expression})`,
      })),
    ],
    variables: [
      ...variablesIn(violations).map((name) => ({ name, expression: flat(variables[name]) })),
      { name: "violations", expression: flat(violations) },
    ],
    validations: [
      {
        expression: "variables.violations.size() == 0",
        message: rule.title,
        messageExpression: `${celLiteral(`${rule.problem}: `)} + variables.violations.join(", ") + ${celLiteral(`. Fix: ${rule.fix}`)}`,
        reason: "Forbidden",
      },
    ],
  };
}

function bindingSpec(
  { kinds }: KubernetesRule,
  policyName: string,
  owner: Owner,
  enforcement: Enforcement,
  selector: ReturnType<typeof namespaceSelector>,
) {
  // Objects that are in no namespace match every selector: what teams are refused must not be refused to all.
  const bound = owner === "teams" ? kinds.filter(isTeams) : kinds;
  return {
    policyName,
    validationActions: owner === "teams" && enforcement === "mandatory" ? ["Deny", "Audit"] : ["Warn", "Audit"],
    matchResources: {
      namespaceSelector: selector,
      resourceRules: resourceRules(bound, true),
    },
  };
}

/** One entry for each group of the API. @param withDebuggers A debugger's container comes by a way of its own. */
function resourceRules(kinds: readonly KindName[], withDebuggers: boolean) {
  const groups = new Map<string, string[]>();
  for (const kind of kinds) {
    const { group, plural } = kindOf(kind);
    const resources = kind === "Pod" && withDebuggers ? [plural, "pods/ephemeralcontainers"] : [plural];
    groups.set(group, [...(groups.get(group) ?? []), ...resources]);
  }
  return [...groups].map(([group, resources]) => ({
    apiGroups: [group],
    apiVersions: ["*"],
    operations: ["CREATE", "UPDATE"],
    resources,
  }));
}

/** What was there before the rule may still lose a finalizer, be scaled, or take a label that the rule does not read. */
function isChanged({ kinds, parts = ["spec"] }: KubernetesRule, read: readonly VariableName[]): string {
  const ofPods = kinds.includes("Pod") ? podParts.filter(([name]) => read.includes(name)) : [];
  return [
    "request.operation != 'UPDATE'",
    ...parts.map(differs),
    ...ofPods.map(([, part]) => `object.kind == 'Pod' && ${differs(part)}`),
  ].join(" || ");
}

/** A template's labels and annotations are part of a spec. A pod is its own template: they stand beside its spec. */
const podParts = [
  ["podLabels", "metadata.labels"],
  ["podAnnotations", "metadata.annotations"],
] as const satisfies readonly (readonly [VariableName, string])[];

function differs(part: string): string {
  const path = part
    .split(".")
    .map((step) => `.?${step}`)
    .join("");
  return `object${path} != oldObject${path}`;
}

/** Conditions under which the rule lets an object be: the platform's own exemptions, and waivers of the settings. */
function exempt({ name }: KubernetesRule, { waivers, today }: AdmissionArgs): string[] {
  const own = exemptions.filter(({ rules }) => rules.includes(name)).map(exemptionCondition);
  const waived = waivers
    .filter((waiver) => waiver.rule === name && waiver.resource.includes("/") && holds(waiver, today))
    .map(waiverCondition);
  return [...own, ...waived];
}

/** Requests about what is in no namespace have no such field. */
const requestNamespace = 'request.?namespace.orValue("")';

function exemptionCondition({ namespace, name }: Exemption): string {
  return `${requestNamespace} == ${celLiteral(namespace)} && ${nameMatches(`${name}*`)}`;
}

/** What a controller makes of a waived object bears its name at the beginning: KServe's Deployments do too. */
function waiverCondition({ resource }: Waiver): string {
  const [kind = "", namespace = "", name = ""] = resource.split("/");
  const made = celLiteral(["Deployment", "Job", "Pod", "ReplicaSet", "StatefulSet"]);
  return `${requestNamespace}.matches(${celLiteral(wildcardPattern(namespace))}) && (object.kind.matches(${celLiteral(wildcardPattern(kind))}) && ${nameMatches(name)} || object.kind in ${made} && ${nameMatches(`${name}-*`)})`;
}

function nameMatches(glob: string): string {
  return `object.metadata.?name.orValue("").matches(${celLiteral(wildcardPattern(glob))})`;
}

/** On one line: what `kubectl get -o yaml` shows is read too. */
function flat(expression: string): string {
  return expression.replace(/\s*\n\s*/g, " ").trim();
}
