import { disabledAlerts } from "../components/observability/silentRules";
import type { Registration } from "../core/graph/registration";
import type { Json } from "../core/json/json";
import { fieldOf, listOf } from "../core/json/reading";

const ruleType = "kubernetes:monitoring.coreos.com/v1:PrometheusRule";

/** Returns the text of `docs/alerts.md`. `resources` are those of a stack with all optional parts. */
export function alertsPage(resources: readonly Registration[]): string {
  const rules = resources
    .filter(({ type }) => type === ruleType)
    .flatMap(({ inputs }) => listOf(inputs, "spec", "groups"))
    .flatMap((group) => listOf(group, "rules"));
  const byName = new Map(rules.map((rule) => [String(fieldOf(rule, "alert")), rule] as const));
  const rows = [...byName].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, rule]) => row(name, rule));
  const off = Object.entries(disabledAlerts).map(([alert, why]) => `| ${alert} | ${why} |`);
  return `# Alerts

This page is generated from the code (\`npm run generate\`). It lists the alerts of a platform with every optional part, by name. A test with
promtool shows that each alert fires and clears (\`npm run test:e2e -- alerts\`). If an alert has the label \`namespace\`, the routes of the
team receive it.

| alert | severity | duration | runbook |
| --- | --- | --- | --- |
${rows.join("\n")}

## Alarms of CloudWatch

| alarm | runbook |
| --- | --- |
| the database has less than 5 % of its storage free | [database-storage](runbooks/database-storage.md#databasestoragelow) |

## Alerts of the chart that are off

The platform uses all other alerts of \`kube-prometheus-stack\`. Alerts of severity \`info\` send no notifications of their own. EKS does not publish
the metrics of the scheduler, the controller manager and etcd, so their alerts are off, too.

| alert | why |
| --- | --- |
${off.join("\n")}
`;
}

function row(name: string, rule: Json): string {
  const severity = String(fieldOf(rule, "labels", "severity"));
  const after = String(fieldOf(rule, "for")).replace(/^0m$/, "none");
  const page = String(fieldOf(rule, "annotations", "runbook_url"))
    .split("/")
    .at(-1);
  return `| ${name} | ${severity} | ${after} | [${page?.replace(/\.md$/, "")}](runbooks/${page}#${name.toLowerCase()}) |`;
}
