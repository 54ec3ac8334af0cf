import { specimens } from "../../specimen";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsSurviveDrains";

export default specimens(rule, {
  passing: [
    { of: "an InferenceService", stack: servedModel() },
    { of: "a ModelService", stack: modelService() },
    { of: "pods that stay", stack: servedModel({ budget: { maxUnavailable: undefined, minAvailable: "50%" } }) },
  ],
  failing: [
    { of: "no budget", stack: servedModel({ budget: undefined }), says: "no PodDisruptionBudget selects its pods" },
    {
      of: "a budget of other pods",
      stack: modelService({ budget: { selector: { matchLabels: { app: "another" } } } }),
      says: "no PodDisruptionBudget selects its pods",
    },
    {
      of: "a budget of nothing",
      stack: servedModel({ budget: { maxUnavailable: 0 } }),
      says: "its PodDisruptionBudget lets no pod go",
    },
    {
      of: "a budget of nothing, in percent",
      stack: servedModel({ budget: { maxUnavailable: "0%" } }),
      says: "its PodDisruptionBudget lets no pod go",
    },
    {
      of: "pods that all stay",
      stack: modelService({ budget: { maxUnavailable: undefined, minAvailable: "100%" } }),
      says: "its PodDisruptionBudget lets no pod go",
    },
  ],
});
