import type { JsonObject } from "../../../core/json/json";
import { objectOf } from "../../../core/json/reading";
import { objectsIn, selects } from "../../kubernetes/labelSelectors";
import { servedModel, servingTypes } from "../../kubernetes/servedModels";
import { stackRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = stackRule({
  name: "served-models-survive-drains",
  title: "Every served model has a PodDisruptionBudget that allows one eviction at a time",
  severity: "high",
  why: "Karpenter drains nodes every day. Without a budget, all pods of a model are evicted at once; with a budget of 0, the drain never ends.",
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
    if (own.length === 0) return [{ problem: "must have a PodDisruptionBudget that selects its pods" }];
    return own.some(allowsNoEviction) ? [{ problem: "its PodDisruptionBudget must allow evictions" }] : [];
  },
});

function allowsNoEviction(budget: JsonObject): boolean {
  const { maxUnavailable, minAvailable } = objectOf(budget, "spec");
  return maxUnavailable === 0 || maxUnavailable === "0%" || minAvailable === "100%";
}
