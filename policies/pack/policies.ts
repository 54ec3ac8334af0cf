import type {
  Policies,
  Policy,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { environments } from "../../components/settings/environments";
import { groupBy } from "../../core/graph/graph";
import { opaqueVerdicts } from "../opaqueVerdicts";
import { type Enforcement, enforcementIn, type Rule } from "../rule";
import type { Verdict } from "../verdict";
import { configSchema } from "./configuration";
import { type Configuration, StackJudge } from "./stackJudge";

/** Name of the policy that reports verdicts that a later gate decides. */
export const judgedLater = "judged-later";

/** Name of the policy that counts these verdicts. */
export const judgedLaterTotal = "judged-later-total";

/**
 * Returns a policy for every rule. A policy has one enforcement level for all stacks, so a rule that is mandatory only
 * in some environments becomes two policies. The second, `NAME-advice`, warns in the other environments.
 */
export function policiesOf(all: readonly Rule[], judgements = new StackJudge()): Policies {
  const rules = all.filter(({ onlyAtPlan }) => onlyAtPlan !== true);
  const configurations: Configurations = new Map();
  return [
    ...rules.flatMap((rule) => levelsOf(rule).map((level) => policyOf(rule, level, judgements, configurations))),
    judgedLaterPolicy(rules, judgements, configurations),
    judgedLaterTotalPolicy(rules, judgements, configurations),
  ];
}

/**
 * Configurations by policy name. The engine passes each policy only its own configuration, and runs policies in the
 * order of the pack. The policies at the end, which cover all rules, use the configurations of the others.
 */
type Configurations = Map<string, Configuration>;

/** Returns the verdicts of all rules, each with the configuration of its own policies. */
function configuredVerdicts(
  rules: readonly Rule[],
  configurations: Configurations,
  verdictsOf: (rules: readonly Rule[], configuration: Configuration) => readonly Verdict[],
): Verdict[] {
  const configurationOf = (rule: Rule, level: Enforcement) => configurations.get(policyName(rule, level)) ?? {};
  const isPlain = (rule: Rule) =>
    levelsOf(rule).every((level) => Object.keys(configurationOf(rule, level)).length === 0);
  return [
    ...verdictsOf(rules.filter(isPlain), {}),
    ...rules
      .filter((rule) => !isPlain(rule))
      .flatMap((rule) =>
        levelsOf(rule).flatMap((level) =>
          verdictsOf([rule], configurationOf(rule, level)).filter(({ enforcement }) => enforcement === level),
        ),
      ),
  ];
}

/** Returns the enforcement levels that a rule has in any environment. */
function levelsOf(rule: Rule): Enforcement[] {
  const levels = new Set(environments.map((environment) => enforcementIn(environment, rule)));
  return (["mandatory", "advisory"] as const).filter((level) => levels.has(level));
}

function policyOf(
  rule: Rule,
  level: Enforcement,
  judgements: StackJudge,
  configurations: Configurations,
): ResourceValidationPolicy | StackValidationPolicy {
  const policy = metadataOf(rule, level);
  const reportVerdicts = (verdicts: readonly Verdict[], report: ReportViolation) => {
    for (const verdict of verdicts) {
      if (verdict.enforcement === level) reportVerdict(verdict, report);
    }
  };
  const recordConfiguration = (configuration: Configuration): Configuration => {
    configurations.set(policy.name, configuration);
    return configuration;
  };
  if (rule.about === "stack") {
    return {
      ...policy,
      validateStack: (args, report) =>
        reportVerdicts(judgements.onStack([rule], args, recordConfiguration(args.getConfig())), report),
    };
  }
  return {
    ...policy,
    validateResource: (args, report) => {
      const configuration = recordConfiguration(args.getConfig());
      if (concernsType(rule, args)) reportVerdicts(judgements.onResource([rule], args, configuration), report);
    },
  };
}

function reportVerdict({ status, message, fix, urn }: Verdict, report: ReportViolation): void {
  if (status === "fail" || status === "error") report(`${message}. Fix: ${fix}`, urn);
}

/** Returns the name of the policy for a level. The first level of a rule has the name of the rule. */
function policyName(rule: Rule, level: Enforcement): string {
  return level === levelsOf(rule)[0] ? rule.name : `${rule.name}-advice`;
}

function metadataOf(rule: Rule, level: Enforcement): Policy {
  const { title, severity, why, fix, references, reads } = rule;
  const [reference] = references;
  return {
    name: policyName(rule, level),
    displayName: title,
    description: `${title}. ${why}`,
    enforcementLevel: level,
    severity,
    remediationSteps: fix,
    configSchema: configSchema({ ...(reads && { reads }) }),
    tags: references.map((one) => one.name),
    ...(reference?.url !== undefined && { url: reference.url }),
  };
}

/** Whether a rule judges resources of a type. */
function concernsType(rule: Rule, { type }: Pick<ResourceValidationArgs, "type">): boolean {
  return rule.about === "kubernetes" ? type.startsWith("kubernetes:") : rule.types.includes(type);
}

/**
 * Reports unknown inputs with the rules that wait for them and their gate, and waived verdicts. This policy is
 * advisory, because neither may fail a preview.
 */
function judgedLaterPolicy(
  rules: readonly Rule[],
  judgements: StackJudge,
  configurations: Configurations,
): ResourceValidationPolicy {
  const own = rules.filter(({ about }) => about !== "stack");
  return {
    name: judgedLater,
    description: "Rules on unknown inputs are judged later: by `pulumi up`, or by the cluster at admission.",
    enforcementLevel: "advisory",
    validateResource: (args, report) => {
      const verdicts = configuredVerdicts(own, configurations, (some, configuration) =>
        judgements.onResource(some, args, configuration),
      );
      for (const { rule, message } of verdicts.filter(({ status }) => status === "waived")) {
        report(`${rule} is waived: ${message}`);
      }
      const deferred = verdicts.filter(({ status }) => status === "deferred");
      for (const [reason, waiting] of groupBy(deferred, ({ gate, message }) => `at ${gate}: ${message}`)) {
        report(`${waiting.map(({ rule }) => rule).join(", ")} will be judged ${reason}`);
      }
    },
  };
}

function judgedLaterTotalPolicy(
  rules: readonly Rule[],
  judgements: StackJudge,
  configurations: Configurations,
): StackValidationPolicy {
  return {
    name: judgedLaterTotal,
    description:
      "Number of verdicts that a later gate decides, and of resources whose objects only the cluster can judge.",
    enforcementLevel: "advisory",
    validateStack: (args, report) => {
      const verdicts = configuredVerdicts(rules, configurations, (some, configuration) =>
        judgements.onStack(some, args, configuration),
      ).filter(({ status }) => status === "deferred");
      const opaque = opaqueVerdicts(judgements.graphOf(args.resources)).length;
      const at = (gate: Verdict["gate"]) => verdicts.filter((verdict) => verdict.gate === gate).length;
      if (verdicts.length + opaque === 0) return;
      report(
        `Verdicts deferred to a later gate: ${verdicts.length} (up: ${at("up")}, admission: ${at("admission")}). Resources whose objects the cluster judges: ${opaque}`,
      );
    },
  };
}
