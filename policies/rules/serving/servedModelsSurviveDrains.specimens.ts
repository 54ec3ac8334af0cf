import { specimens } from "../../specimen";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsSurviveDrains";

export default specimens(rule, {
  passing: [
    { title: "an InferenceService with a budget", stack: servedModel() },
    { title: "a ModelService with a budget", stack: modelService() },
    {
      title: "a budget by minAvailable",
      stack: servedModel({ budget: { maxUnavailable: undefined, minAvailable: "50%" } }),
    },
  ],
  failing: [
    {
      title: "a model without a budget",
      stack: servedModel({ budget: undefined }),
      message: "must have a PodDisruptionBudget that selects its pods",
    },
    {
      title: "a budget for other pods",
      stack: modelService({ budget: { selector: { matchLabels: { app: "another" } } } }),
      message: "must have a PodDisruptionBudget that selects its pods",
    },
    {
      title: "a budget with maxUnavailable 0",
      stack: servedModel({ budget: { maxUnavailable: 0 } }),
      message: "its PodDisruptionBudget must allow evictions",
    },
    {
      title: "a budget with maxUnavailable 0%",
      stack: servedModel({ budget: { maxUnavailable: "0%" } }),
      message: "its PodDisruptionBudget must allow evictions",
    },
    {
      title: "a budget with minAvailable 100%",
      stack: modelService({ budget: { maxUnavailable: undefined, minAvailable: "100%" } }),
      message: "its PodDisruptionBudget must allow evictions",
    },
  ],
});
