import { exemptions } from "../components/services/exemptions";
import { environments } from "../components/settings/environments";
import { groupBy } from "../core/graph/graph";
import { type CataloguedRule, catalogue } from "../policies/catalogue";
import { hiddenPods, opaqueContent } from "../policies/opaqueVerdicts";
import { enforcementIn, type KubernetesRule, type Rule } from "../policies/rule";

/** Returns the text of `docs/rules.md`. */
export function rulesPage(rules: readonly CataloguedRule[] = catalogue()): string {
  return [
    "<!-- Written by npm run generate. -->",
    "",
    "# Rules",
    "",
    `${rules.length} rules. Each rule is checked at every gate that can see its resources.`,
    "",
    ...table(
      ["gate", "checks", "result"],
      [
        [
          "plan",
          "all rules, on the resources of the program; with `--charts` also on the objects of charts",
          "a violation of a mandatory rule ends the plan with status 1",
        ],
        [
          "up",
          "all rules that a policy pack can see, with `--policy-pack policies`",
          "a violation of a mandatory rule stops the preview, or the creation of the resource",
        ],
        [
          "admission",
          "rules about Kubernetes objects, in the API server, for all users",
          "in the namespace of a team, the API server refuses an object that violates a mandatory rule; in the namespaces of the platform, it returns a warning and writes to the audit log",
        ],
      ],
    ),
    "",
    `If a value is not known yet, the verdict is \`deferred\`, never passed, and a later gate decides. Charts and Argo CD Applications hide their objects from the plan: \`${opaqueContent}\`. Objects whose controllers create pods that the plan knows only in part are \`${hiddenPods}\`. [Guardrails](guardrails.md) explains gates and verdicts.`,
    "",
    "A [waiver](guardrails.md#waive-a-rule) allows one resource to violate a rule until a given day.",
    "",
    ...[...groupBy(rules, ({ area }) => area)].flatMap(([area, own]) => areaSection(area, own)),
    ...exemptionSection(),
  ].join("\n");
}

function areaSection(area: string, rules: readonly CataloguedRule[]): string[] {
  return [
    `## ${area[0]?.toUpperCase()}${area.slice(1)}`,
    "",
    ...table(
      ["rule", "requirement", "severity", ...environments, "gates"],
      rules.map(({ rule }) => [
        `[${rule.name}](#${rule.name})`,
        rule.title,
        rule.severity,
        ...environments.map((environment) => enforcementIn(environment, rule)),
        gates(rule),
      ]),
    ),
    "",
    ...rules.flatMap(ruleSection),
  ];
}

function ruleSection({ rule, file }: CataloguedRule): string[] {
  const { name, why, fix, references, reads = [] } = rule;
  const seen = references.map((one) => (one.url === undefined ? one.name : `[${one.name}](${one.url})`));
  return [
    `### ${name}`,
    "",
    `${why} Fix: ${fix}.`,
    "",
    `[Source](../policies/rules/${file}.ts).${reads.length > 0 ? ` Reads ${reads.map((key) => `\`${key}\``).join(", ")}.` : ""}${seen.length > 0 ? ` See ${seen.join(", ")}.` : ""}`,
    "",
  ];
}

function gates(rule: Rule): string {
  if (rule.onlyAtPlan) return "plan";
  return rule.about === "kubernetes" ? `plan, up, admission (${namespacesOfScope[rule.scope]})` : "plan, up";
}

const namespacesOfScope: Readonly<Record<KubernetesRule["scope"], string>> = {
  teams: "teams' namespaces",
  platform: "the platform's namespaces",
  default: "the namespace `default`",
  everywhere: "teams' and the platform's namespaces",
};

function exemptionSection(): string[] {
  if (exemptions.length === 0) return [];
  return [
    "## Exemptions",
    "",
    "Objects of the platform that must violate a rule.",
    "",
    ...table(
      ["namespace", "objects", "rules", "why"],
      exemptions.map(({ namespace, name, rules, reason }) => [
        namespace || "none",
        `\`${name}*\``,
        rules.map((rule) => `\`${rule}\``).join(", "),
        reason,
      ]),
    ),
    "",
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
