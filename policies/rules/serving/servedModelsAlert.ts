import type { JsonObject } from "../../../core/json/json";
import { fieldOf, listOf } from "../../../core/json/reading";
import { objectsIn } from "../../kubernetes/labelSelectors";
import { servedModel, servingTypes } from "../../kubernetes/servedModels";
import { oncePerGraph } from "../../oncePerGraph";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "served-models-alert",
  title: "Every version of a served model has alerts, including canaries",
  severity: "high",
  why: "If alerts cover only the stable version, a canary that fails every tenth request runs for days.",
  fix: "add a PrometheusRule with alerts that name the Deployment or Service of the version, as servedModelAlerts does",
  references: [{ name: "Google SRE Workbook: Alerting on SLOs", url: "https://sre.google/workbook/alerting-on-slos/" }],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  types: servingTypes,
  check: (subject, graph) => {
    const model = servedModel(subject);
    if (!model) return [];
    const named = namesInAlerts(graph, model.namespace);
    return model.deployments.flatMap((deployment) =>
      named.has(deployment) ? [] : [{ problem: `must have an alert that names ${deployment}` }],
    );
  },
});

/**
 * Label values in the PromQL of a namespace's alerts, with "a|b" as two values. It also has the text between quoted
 * values, which matches no Deployment.
 */
const namesInAlerts = oncePerGraph((graph, namespace: string) => {
  const rules = objectsIn(graph, "kubernetes:monitoring.coreos.com/v1:PrometheusRule", namespace);
  return new Set(rules.flatMap(alertsOf).flatMap((expression) => expression.split(/["|]/).slice(1, -1)));
});

function alertsOf(rule: JsonObject): readonly string[] {
  return listOf(rule, "spec", "groups")
    .flatMap((group) => listOf(group, "rules"))
    .filter((one) => fieldOf(one, "alert") !== undefined)
    .map((one) => String(fieldOf(one, "expr")));
}
