import type { JsonObject } from "../../../core/json/json";
import { fieldOf, listOf } from "../../../core/json/reading";
import { objectsIn } from "../../kubernetes/selecting";
import { servedModel, servingTypes } from "../../kubernetes/servedModels";
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
    const expressions = objectsIn(graph, "kubernetes:monitoring.coreos.com/v1:PrometheusRule", model.namespace).flatMap(
      alertsOf,
    );
    return model.deployments.flatMap((deployment) =>
      expressions.some((expression) => isAbout(expression, deployment))
        ? []
        : [{ problem: `no alert is about ${deployment}` }],
    );
  },
});

function alertsOf(rule: JsonObject): readonly string[] {
  return listOf(rule, "spec", "groups")
    .flatMap((group) => listOf(group, "rules"))
    .filter((one) => fieldOf(one, "alert") !== undefined)
    .map((one) => String(fieldOf(one, "expr")));
}

/** Whether a matcher of PromQL has the name, by itself or as one of several. */
function isAbout(expression: string, name: string): boolean {
  return ['"', "|"].some((before) => ['"', "|"].some((after) => expression.includes(`${before}${name}${after}`)));
}
