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
import { type Configuration, Judgements } from "./stackJudge";

/** Name of the policy that tells what a later gate judges. */
export const judgedLater = "judged-later";

/** Name of the policy that counts that. */
export const judgedLaterTotal = "judged-later-total";

/**
 * Every rule as Pulumi's engine runs it. The level of a policy is one, whatever the stack: a rule that is mandatory in some
 * environments alone is two policies, of which the second, `NAME-advice`, warns in the others.
 */
export function policiesOf(all: readonly Rule[], judgements = new Judgements()): Policies {
  const rules = all.filter(({ onlyAtPlan }) => onlyAtPlan !== true);
  const configurations: Configurations = new Map();
  return [
    ...rules.flatMap((rule) => levelsOf(rule).map((level) => policyOf(rule, level, judgements, configurations))),
    judgedLaterPolicy(rules, judgements, configurations),
    judgedLaterTotalPolicy(rules, judgements, configurations),
  ];
}

/**
 * Configurations by the policies' names. The engine tells each policy its own alone, and runs policies in the pack's order:
 * those at the end, which speak of all rules, know by then what the others were told.
 */
type Configurations = Map<string, Configuration>;

/** All rules' verdicts, each by the configuration of its own policies. */
function configuredVerdicts(
  rules: readonly Rule[],
  configurations: Configurations,
  judged: (rules: readonly Rule[], configuration: Configuration) => readonly Verdict[],
): Verdict[] {
  const configurationOf = (rule: Rule, level: Enforcement) => configurations.get(policyName(rule, level)) ?? {};
  const isPlain = (rule: Rule) =>
    levelsOf(rule).every((level) => Object.keys(configurationOf(rule, level)).length === 0);
  return [
    ...judged(rules.filter(isPlain), {}),
    ...rules
      .filter((rule) => !isPlain(rule))
      .flatMap((rule) =>
        levelsOf(rule).flatMap((level) =>
          judged([rule], configurationOf(rule, level)).filter(({ enforcement }) => enforcement === level),
        ),
      ),
  ];
}

/** The levels that a rule has in any environment. */
function levelsOf(rule: Rule): Enforcement[] {
  const levels = new Set(environments.map((environment) => enforcementIn(environment, rule)));
  return (["mandatory", "advisory"] as const).filter((level) => levels.has(level));
}

function policyOf(
  rule: Rule,
  level: Enforcement,
  judgements: Judgements,
  configurations: Configurations,
): ResourceValidationPolicy | StackValidationPolicy {
  const policy = metadataOf(rule, level);
  const tell = (verdicts: readonly Verdict[], report: ReportViolation) => {
    for (const verdict of verdicts) {
      if (verdict.enforcement === level) tellVerdict(verdict, report);
    }
  };
  const told = (configuration: Configuration): Configuration => {
    configurations.set(policy.name, configuration);
    return configuration;
  };
  if (rule.about === "stack") {
    return {
      ...policy,
      validateStack: (args, report) => tell(judgements.onStack([rule], args, told(args.getConfig())), report),
    };
  }
  return {
    ...policy,
    validateResource: (args, report) => {
      const configuration = told(args.getConfig());
      if (concernsType(rule, args)) tell(judgements.onResource([rule], args, configuration), report);
    },
  };
}

function tellVerdict({ status, message, fix, urn }: Verdict, report: ReportViolation): void {
  if (status === "fail" || status === "error") report(`${message}. Fix: ${fix}`, urn);
}

/** What is advisory everywhere is one policy: a configuration knows it by the rule's name. */
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

/** Whether a rule has anything to say of a type: most have not, and need not read the resource. */
function concernsType(rule: Rule, { type }: Pick<ResourceValidationArgs, "type">): boolean {
  return rule.about === "kubernetes" ? type.startsWith("kubernetes:") : rule.types.includes(type);
}

/**
 * What is unknown at a preview is named, with the rules that wait for it and their gate, and so is what is waived. Neither
 * stops a preview: a message of a mandatory policy would.
 */
function judgedLaterPolicy(
  rules: readonly Rule[],
  judgements: Judgements,
  configurations: Configurations,
): ResourceValidationPolicy {
  const own = rules.filter(({ about }) => about !== "stack");
  return {
    name: judgedLater,
    description:
      "What is not known yet is judged later: by `pulumi up`, or by the cluster when it is asked to admit an object.",
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
        report(`${waiting.map(({ rule }) => rule).join(", ")} judged ${reason}`);
      }
    },
  };
}

function judgedLaterTotalPolicy(
  rules: readonly Rule[],
  judgements: Judgements,
  configurations: Configurations,
): StackValidationPolicy {
  return {
    name: judgedLaterTotal,
    description:
      "How many verdicts are left to a later gate, and how many resources hide their content from all but the cluster.",
    enforcementLevel: "advisory",
    validateStack: (args, report) => {
      const verdicts = configuredVerdicts(rules, configurations, (some, configuration) =>
        judgements.onStack(some, args, configuration),
      ).filter(({ status }) => status === "deferred");
      const opaque = opaqueVerdicts(judgements.graphOf(args.resources)).length;
      const at = (gate: Verdict["gate"]) => verdicts.filter((verdict) => verdict.gate === gate).length;
      if (verdicts.length + opaque === 0) return;
      report(
        `${verdicts.length} verdicts are left to a later gate: ${at("up")} to up, ${at("admission")} to admission. ${opaque} resources hide their content: the cluster judges it`,
      );
    },
  };
}
