import { exemptions } from "../components/services/exemptions";
import { environments } from "../components/settings/environments";
import { groupBy } from "../core/graph/graph";
import { type CataloguedRule, catalogue } from "../policies/catalogue";
import { hiddenPods, opaqueContent } from "../policies/opaque";
import { enforcementIn, type KubernetesRule, type Rule } from "../policies/rule";

/** `docs/rules.md`. */
export function rulesPage(rules: readonly CataloguedRule[] = catalogue()): string {
  return [
    "<!-- Written by npm run generate. -->",
    "",
    "# Guardrails",
    "",
    `${rules.length} rules, each written once and judged at every gate that can see what it is about.`,
    "",
    ...table(
      ["gate", "judges", "refuses"],
      [
        [
          "plan",
          "all rules, on what the program declares; with `--charts` also on what charts make",
          "ends with status 1 where a mandatory rule is broken",
        ],
        [
          "up",
          "all rules, by the policy pack `policies/`, at `pulumi preview` and `pulumi up`",
          "the preview, or the resource before it is made",
        ],
        [
          "admission",
          "rules on Kubernetes objects, by the API server: whoever makes them",
          "mandatory rules in teams' namespaces; elsewhere it warns and writes to the audit log",
        ],
      ],
    ),
    "",
    `What a gate cannot know yet it leaves to a later one, and says so: the verdict is \`deferred\`, never passed. What a chart or an Argo CD Application hides is \`${opaqueContent}\`; what makes pods of which the plan does not know all is \`${hiddenPods}\`.`,
    "",
    "To let something pass, name it in `mlops:guardrails.waivers`, with a reason and a last day: [settings](settings.md).",
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
      ["rule", "what holds", "severity", ...environments, "gates"],
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
    `[Text](../policies/rules/${file}.ts).${reads.length > 0 ? ` Reads ${reads.map((key) => `\`${key}\``).join(", ")}.` : ""}${seen.length > 0 ? ` See ${seen.join(", ")}.` : ""}`,
    "",
  ];
}

function gates(rule: Rule): string {
  if (rule.onlyAtPlan) return "plan";
  return rule.about === "kubernetes" ? `plan, up, admission (${whose[rule.scope]})` : "plan, up";
}

const whose: Readonly<Record<KubernetesRule["scope"], string>> = {
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
    "Objects of the platform's own that break a rule by their nature.",
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
