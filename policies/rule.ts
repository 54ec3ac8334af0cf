import type * as pulumi from "@pulumi/pulumi";
import type { KindName } from "../components/services/kinds";
import type { Environment } from "../components/settings/environments";
import type { RuleContext } from "./context";
import type { Graph, Subject } from "./subject";

export const severities = ["low", "medium", "high", "critical"] as const;
type Severity = (typeof severities)[number];

/** `mandatory` fails a plan, a preview and an admission; `advisory` warns. */
export type Enforcement = "advisory" | "mandatory";

/** Somebody else's word on the same matter. */
export interface Reference {
  /** Such as `CIS EKS 4.2.1`. */
  readonly name: string;
  readonly url?: string;
}

/** What every rule says of itself: messages, the table of all rules and the policy pack are made of it. */
export interface RuleText {
  /** Its identity in verdicts, waivers and the cluster: words with hyphens, after which its file is named. */
  readonly name: string;
  /** What holds where the rule is kept. */
  readonly title: string;
  readonly severity: Severity;
  /** The incident that it prevents. */
  readonly why: string;
  /** What to write instead. */
  readonly fix: string;
  /** None for what only this platform knows. */
  readonly references: readonly Reference[];
  readonly enforcement: Enforcement | Readonly<Record<Environment, Enforcement>>;
  /** What the check reads of the settings: a policy pack's configuration may say it otherwise. @default - nothing */
  readonly reads?: readonly (keyof RuleContext)[];
  /** Whether the plan alone can judge it: Pulumi's engine does not tell policies of every option. @default false */
  readonly onlyAtPlan?: boolean;
}

/** What of the context a check may read: what it names, and the environment. */
type Readable<Key extends keyof RuleContext> = Pick<RuleContext, Key | "environment">;

/** A rule on Kubernetes objects: one text for the plan, the policy pack and the API server. */
export interface KubernetesRule extends RuleText {
  readonly about: "kubernetes";
  readonly kinds: readonly KindName[];
  /** Whose objects: those in teams' namespaces, those in all others, all, or those that somebody left in `default`. */
  readonly scope: "teams" | "platform" | "everywhere" | "default";
  /**
   * What of an object the rule judges: an update of an older object that changes none of it passes. A path, such as
   * `metadata.labels`; what `variables.podAnnotations` reads of a Pod is known by itself.
   *
   * @default ["spec"]
   */
  readonly parts?: readonly string[];
  /** The beginning of the message, which the list of violations follows. */
  readonly problem: string;
  /**
   * CEL: a list of text that names what breaks the rule, such as containers; empty where it is kept. It may read
   * `object`, `namespaceObject` and `variables` (`kubernetes/variables.ts`). Names alone: a message is no place for values.
   */
  readonly violations: (context: RuleContext) => string;
}

/** What a check of AWS or of the whole stack has found. */
export interface Finding {
  /** Path of the input, such as `vpcConfig.publicAccessCidrs[0]`. @default - the resource as a whole */
  readonly at?: string;
  /** What is wrong, without any input's value: it may be secret. */
  readonly problem: string;
  /** Whether only a later gate can tell, and `problem` says what it waits for. @default false */
  readonly deferred?: boolean;
}

/** Inputs as a check sees them: plain, and any of them left out. One that is unknown defers the rule when it is read. */
export type Plain<Value> = Value extends pulumi.Input<infer Inner>[]
  ? readonly Plain<Inner>[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: Plain<pulumi.Unwrap<Value[Key]>> }
    : Value;

/** A rule on one resource of AWS, or on anything else that is no Kubernetes object. */
export interface ResourceRule extends RuleText {
  readonly about: "resource";
  readonly types: readonly string[];
  readonly check: (subject: Subject, context: RuleContext) => readonly Finding[];
}

/** A rule on a resource among all others. */
export interface StackRule extends RuleText {
  readonly about: "stack";
  /** Types of what it judges: each gets a verdict. */
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

/** @param Args Of the resource's class: `aws.eks.ClusterArgs`. */
export function awsRule<Args>() {
  return <Key extends keyof RuleContext = never>(
    rule: Reading<ResourceRule, Key> & {
      readonly check: (inputs: Plain<Args>, context: Readable<Key>, subject: Subject) => readonly Finding[];
    },
  ): ResourceRule => ({
    ...rule,
    about: "resource",
    // The types of the rule are those of the class: `types` stands beside it.
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
