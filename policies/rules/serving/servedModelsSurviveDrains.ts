import type { JsonObject } from "../../../core/json/json";
import { objectOf } from "../../../core/json/reading";
import { objectsIn, selects } from "../../kubernetes/labelSelectors";
import { servedModel, servingTypes } from "../../kubernetes/servedModels";
import { stackRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = stackRule({
  name: "served-models-survive-drains",
  title: "A served model has a PodDisruptionBudget that lets its pods go one by one",
  severity: "high",
  why: "Karpenter drains nodes every day: without a budget all pods of a model go at once, with one of 0 the drain never ends.",
  fix: "add a PodDisruptionBudget with maxUnavailable: 1 that selects the model's pods",
  references: [
    eksBestPractices("Use Pod Disruption Budgets", "application"),
    { name: "Polaris: missingPodDisruptionBudget, pdbDisruptionsIsZero" },
  ],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  types: servingTypes,
  check: (subject, graph) => {
    const model = servedModel(subject);
    if (!model) return [];
    const own = objectsIn(graph, "kubernetes:policy/v1:PodDisruptionBudget", model.namespace).filter((budget) =>
      selects(objectOf(budget, "spec", "selector"), model.podLabels),
    );
    if (own.length === 0) return [{ problem: "no PodDisruptionBudget selects its pods" }];
    return own.some(letsNobodyGo) ? [{ problem: "its PodDisruptionBudget lets no pod go" }] : [];
  },
});

function letsNobodyGo(budget: JsonObject): boolean {
  const { maxUnavailable, minAvailable } = objectOf(budget, "spec");
  return maxUnavailable === 0 || maxUnavailable === "0%" || minAvailable === "100%";
}
