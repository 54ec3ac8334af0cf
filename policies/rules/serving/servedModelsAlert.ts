import type { JsonObject } from "../../../core/json/json";
import { fieldOf, listOf } from "../../../core/json/reading";
import { objectsIn } from "../../kubernetes/labelSelectors";
import { servedModel, servingTypes } from "../../kubernetes/servedModels";
import { oncePerGraph } from "../../oncePerGraph";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "served-models-alert",
  title: "Somebody is told when a served model fails, canaries included",
  severity: "high",
  why: "A canary that answers every tenth request with an error runs for days where alerts are about the stable version alone.",
  fix: "add a PrometheusRule whose alerts name the version's Deployment or Service, as servedModelAlerts does",
  references: [{ name: "Google SRE Workbook: Alerting on SLOs", url: "https://sre.google/workbook/alerting-on-slos/" }],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  types: servingTypes,
  check: (subject, graph) => {
    const model = servedModel(subject);
    if (!model) return [];
    const named = namesInAlerts(graph, model.namespace);
    return model.deployments.flatMap((deployment) =>
      named.has(deployment) ? [] : [{ problem: `no alert is about ${deployment}` }],
    );
  },
});

/** Names that matchers of PromQL have in the alerts of a namespace, by themselves or as one of several. */
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
