import { specimens } from "../../specimen";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsSurviveDrains";

export default specimens(rule, {
  passing: [
    { of: "an InferenceService with a budget", stack: servedModel() },
    { of: "a ModelService with a budget", stack: modelService() },
    {
      of: "a budget by minAvailable",
      stack: servedModel({ budget: { maxUnavailable: undefined, minAvailable: "50%" } }),
    },
  ],
  failing: [
    {
      of: "a model without a budget",
      stack: servedModel({ budget: undefined }),
      says: "must have a PodDisruptionBudget that selects its pods",
    },
    {
      of: "a budget for other pods",
      stack: modelService({ budget: { selector: { matchLabels: { app: "another" } } } }),
      says: "must have a PodDisruptionBudget that selects its pods",
    },
    {
      of: "a budget with maxUnavailable 0",
      stack: servedModel({ budget: { maxUnavailable: 0 } }),
      says: "its PodDisruptionBudget must allow evictions",
    },
    {
      of: "a budget with maxUnavailable 0%",
      stack: servedModel({ budget: { maxUnavailable: "0%" } }),
      says: "its PodDisruptionBudget must allow evictions",
    },
    {
      of: "a budget with minAvailable 100%",
      stack: modelService({ budget: { maxUnavailable: undefined, minAvailable: "100%" } }),
      says: "its PodDisruptionBudget must allow evictions",
    },
  ],
});
