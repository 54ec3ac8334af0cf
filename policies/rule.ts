import type * as pulumi from "@pulumi/pulumi";
import type { KindName } from "../components/services/kinds";
import type { Environment } from "../components/settings/environments";
import type { RuleContext } from "./context";
import type { Graph, Subject } from "./subject";

export const severities = ["low", "medium", "high", "critical"] as const;
type Severity = (typeof severities)[number];

/** A violation of a `mandatory` rule fails the plan, the preview and the admission. With `advisory`, they only warn. */
export type Enforcement = "advisory" | "mandatory";

/** A published control or guide with the same requirement. */
export interface Reference {
  /** Such as `CIS EKS 4.2.1`. */
  readonly name: string;
  readonly url?: string;
}

/** The texts and properties that every rule has. Messages, the documentation and the policy pack use them. */
export interface RuleText {
  /** Its identity in verdicts, waivers and the cluster: words with hyphens. Its file has the same name. */
  readonly name: string;
  /** The requirement, as a statement without a period at its end. */
  readonly title: string;
  readonly severity: Severity;
  /** The incident that the rule prevents. */
  readonly why: string;
  /** What to write instead, as an imperative. */
  readonly fix: string;
  /** Empty for rules that are specific to this platform. */
  readonly references: readonly Reference[];
  readonly enforcement: Enforcement | Readonly<Record<Environment, Enforcement>>;
  /**
   * The context values that the check reads. The configuration of the policy pack can override them.
   *
   * @default - none
   */
  readonly reads?: readonly (keyof RuleContext)[];
  /**
   * Whether only the plan can judge it, because Pulumi's engine does not pass every option to policies.
   *
   * @default false
   */
  readonly onlyAtPlan?: boolean;
}

/** The context values that a check may read: those in `reads`, and the environment. */
type Readable<Key extends keyof RuleContext> = Pick<RuleContext, Key | "environment">;

/** A rule on Kubernetes objects. The plan, the policy pack and the API server evaluate the same expression. */
export interface KubernetesRule extends RuleText {
  readonly about: "kubernetes";
  readonly kinds: readonly KindName[];
  /** Namespaces whose objects the rule judges: those of teams, all others, all, or only `default`. */
  readonly scope: "teams" | "platform" | "everywhere" | "default";
  /**
   * Paths of the object that the rule judges, such as `metadata.labels`. An update that changes none of them is
   * admitted. Paths that `variables.podLabels` and `variables.podAnnotations` read of a Pod are added automatically.
   *
   * @default ["spec"]
   */
  readonly parts?: readonly string[];
  /** The start of the message. A colon and the list of violations follow. */
  readonly problem: string;
  /**
   * CEL expression that returns a list of texts with the names of all violations, such as container names. An empty
   * list passes. It may read `object`, `namespaceObject` and `variables` (`kubernetes/variables.ts`). It must not
   * return values, because they may be secret.
   */
  readonly violations: (context: RuleContext) => string;
}

/** A violation that a check of a resource or of the whole stack has found. */
export interface Finding {
  /** Path of the input, such as `vpcConfig.publicAccessCidrs[0]`. @default - the whole resource */
  readonly at?: string;
  /** The violated requirement. It must not contain the value of an input, which may be secret. */
  readonly problem: string;
  /** Whether a later gate decides. Then `problem` says what is not known yet. @default false */
  readonly deferred?: boolean;
}

/** Inputs as plain values, all optional. Reading an unknown value defers the rule. */
export type Plain<Value> = Value extends pulumi.Input<infer Inner>[]
  ? readonly Plain<Inner>[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: Plain<pulumi.Unwrap<Value[Key]>> }
    : Value;

/** A rule on one resource that is not a Kubernetes object, usually of AWS. */
export interface ResourceRule extends RuleText {
  readonly about: "resource";
  readonly types: readonly string[];
  readonly check: (subject: Subject, context: RuleContext) => readonly Finding[];
}

/** A rule on a resource that also reads the other resources of the stack. */
export interface StackRule extends RuleText {
  readonly about: "stack";
  /** Types of the resources that it judges. Each resource gets a verdict. */
  readonly types: readonly string[];
  readonly check: (subject: Subject, graph: Graph, context: RuleContext) => readonly Finding[];
}

export type Rule = KubernetesRule | ResourceRule | StackRule;

type Reading<Own extends RuleText, Key extends keyof RuleContext> = Omit<
  Own,
  "about" | "check" | "violations" | "reads"
> & {
  readonly reads?: readonly Key[];
};

export function kubernetesRule<Key extends keyof RuleContext = never>(
  rule: Reading<KubernetesRule, Key> & { readonly violations: string | ((context: Readable<Key>) => string) },
): KubernetesRule {
  const { violations } = rule;
  return { ...rule, about: "kubernetes", violations: typeof violations === "string" ? () => violations : violations };
}

/** @typeParam Args Arguments of the resource's class, such as `aws.eks.ClusterArgs`. */
export function awsRule<Args>() {
  return <Key extends keyof RuleContext = never>(
    rule: Reading<ResourceRule, Key> & {
      readonly check: (inputs: Plain<Args>, context: Readable<Key>, subject: Subject) => readonly Finding[];
    },
  ): ResourceRule => ({
    ...rule,
    about: "resource",
    // `types` of the rule names the resource type of `Args`.
    check: (subject, context) => rule.check(subject.knownInputs as Plain<Args>, context, subject),
  });
}

export function stackRule<Key extends keyof RuleContext = never>(
  rule: Reading<StackRule, Key> & {
    readonly check: (subject: Subject, graph: Graph, context: Readable<Key>) => readonly Finding[];
  },
): StackRule {
  return { ...rule, about: "stack" };
}

export function enforcementIn(environment: Environment, { enforcement }: Pick<RuleText, "enforcement">): Enforcement {
  return typeof enforcement === "string" ? enforcement : enforcement[environment];
}
