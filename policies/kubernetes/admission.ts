import type { Owner } from "../../components/guardrails/guardrails";
import { exemptions } from "../../components/services/exemptions";
import { type KindName, kindOf } from "../../components/services/kinds";
import type { Waiver } from "../../components/settings/sections/guardrails";
import type { Exemption } from "../../core/services/exemption";
import { celLiteral } from "../cel/literal";
import type { RuleContext } from "../context";
import { type Enforcement, enforcementIn, type KubernetesRule } from "../rule";
import { isActive } from "../waivers";
import { wildcardPattern } from "../wildcards";
import { type VariableName, variables, variablesIn } from "./variables";

/** A ValidatingAdmissionPolicy and its bindings for one rule. The component `Guardrails` installs it. */
export interface AdmissionPolicy {
  /** Its name in the cluster. */
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: ReturnType<typeof policySpec>;
  /** Bindings by the owner of the namespaces to which they apply. */
  readonly bindings: Readonly<Partial<Record<Owner, ReturnType<typeof bindingSpec>>>>;
}

export interface AdmissionArgs {
  readonly context: RuleContext;
  readonly waivers: readonly Waiver[];
  /** The day for which active waivers are selected, as YYYY-MM-DD. */
  readonly today: string;
  /** Labels that identify the namespaces of an owner. */
  readonly namespaceLabels: Readonly<Record<Exclude<Owner, "default">, string>>;
}

/**
 * Returns the admission policy for a rule.
 *
 * The cluster rejects objects only in team namespaces. In platform namespaces it warns and writes an audit log, so that
 * a faulty rule cannot block a repair of the platform. Other namespaces, such as `kube-system`, are not checked, except
 * `default` by the rule for it.
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

/** Whether the label of a namespace identifies the owner of an object of a kind. */
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
      { name: "is-not-being-deleted", expression: "!has(object.metadata.deletionTimestamp)" },
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
  // Cluster-scoped objects match every selector, so a binding for teams would reject them for everyone.
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

/**
 * Returns one entry for each API group. @param withDebuggers Whether to include debug containers, which have their own
 * subresource.
 */
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

/**
 * Returns CEL for whether a request changes what the rule reads. Other updates of objects older than the rule stay
 * possible.
 */
function isChanged({ kinds, parts = ["spec"] }: KubernetesRule, read: readonly VariableName[]): string {
  const ofPods = kinds.includes("Pod") ? podParts.filter(([name]) => read.includes(name)) : [];
  return [
    "request.operation != 'UPDATE'",
    ...parts.map(differs),
    ...ofPods.map(([, part]) => `object.kind == 'Pod' && ${differs(part)}`),
  ].join(" || ");
}

/** Labels and annotations of a pod template are in the object's spec, but those of a Pod are in its metadata. */
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

/** Returns CEL conditions that exempt an object from the rule: the platform's exemptions and the active waivers. */
function exempt({ name }: KubernetesRule, { waivers, today }: AdmissionArgs): string[] {
  const own = exemptions.filter(({ rules }) => rules.includes(name)).map(exemptionCondition);
  const waived = waivers
    .filter((waiver) => waiver.rule === name && waiver.resource.includes("/") && isActive(waiver, today))
    .map(waiverCondition);
  return [...own, ...waived];
}

/** Requests for cluster-scoped objects do not have this field. */
const requestNamespace = 'request.?namespace.orValue("")';

function exemptionCondition({ namespace, name }: Exemption): string {
  return `${requestNamespace} == ${celLiteral(namespace)} && ${nameMatches(`${name}*`)}`;
}

/** A waiver also covers objects that a controller creates for the waived object: their names start with its name. */
function waiverCondition({ resource }: Waiver): string {
  const [kind = "", namespace = "", name = ""] = resource.split("/");
  const createdKinds = celLiteral(["Deployment", "Job", "Pod", "ReplicaSet", "StatefulSet"]);
  return `${requestNamespace}.matches(${celLiteral(wildcardPattern(namespace))}) && (object.kind.matches(${celLiteral(wildcardPattern(kind))}) && ${nameMatches(name)} || object.kind in ${createdKinds} && ${nameMatches(`${name}-*`)})`;
}

function nameMatches(glob: string): string {
  return `object.metadata.?name.orValue("").matches(${celLiteral(wildcardPattern(glob))})`;
}

/** Joins an expression to one line, which is readable in the output of `kubectl get -o yaml`. */
function flat(expression: string): string {
  return expression.replace(/\s*\n\s*/g, " ").trim();
}
