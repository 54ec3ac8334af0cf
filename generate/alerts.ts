import { disabledAlerts } from "../components/observability/silentRules";
import type { Registration } from "../core/graph/registration";
import type { Json } from "../core/json/json";
import { fieldOf, listOf } from "../core/json/reading";

const ruleType = "kubernetes:monitoring.coreos.com/v1:PrometheusRule";

/** `docs/alerts.md`: what the program declares with every optional part on. */
export function alertsPage(resources: readonly Registration[]): string {
  const rules = resources
    .filter(({ type }) => type === ruleType)
    .flatMap(({ inputs }) => listOf(inputs, "spec", "groups"))
    .flatMap((group) => listOf(group, "rules"));
  const byName = new Map(rules.map((rule) => [String(fieldOf(rule, "alert")), rule] as const));
  const rows = [...byName].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, rule]) => row(name, rule));
  const off = Object.entries(disabledAlerts).map(([alert, why]) => `| ${alert} | ${why} |`);
  return `# Alerts

By \`npm run generate\`, out of what the program declares with every optional part on. Each alert fires and clears in
\`npm run test:e2e -- alerts\`. Alerts with a label \`namespace\` reach a team's own routes by it.

| alert | severity | after | what to do |
| --- | --- | --- | --- |
${rows.join("\n")}

## Alerts of the chart that are off

All others of \`kube-prometheus-stack\` are on; those of severity \`info\` notify nobody by themselves. EKS keeps the metrics of
the scheduler, the controller manager and etcd to itself: their alerts are off too.

| alert | why |
| --- | --- |
${off.join("\n")}
`;
}

function row(name: string, rule: Json): string {
  const severity = String(fieldOf(rule, "labels", "severity"));
  const after = String(fieldOf(rule, "for")).replace(/^0m$/, "at once");
  const page = String(fieldOf(rule, "annotations", "runbook_url"))
    .split("/")
    .at(-1);
  return `| ${name} | ${severity} | ${after} | [${page?.replace(/\.md$/, "")}](runbooks/${page}#${name.toLowerCase()}) |`;
}
