import { specimens } from "../../specimen";
import { alertsAbout, modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsAlert";

const canaries = { v2: { trafficPercent: 10 } };

export default specimens(rule, {
  passing: [
    { of: "an InferenceService with a canary", stack: servedModel({ canaries }) },
    { of: "a ModelService", stack: modelService() },
  ],
  failing: [
    {
      of: "a model without alerts",
      stack: modelService({ alerts: undefined }),
      says: "must have an alert that names main",
    },
    {
      of: "alerts of a model with a similar name",
      stack: modelService({ alerts: alertsAbout("main-old") }),
      says: "must have an alert that names main",
    },
    {
      of: "a canary without alerts",
      stack: servedModel({ canaries, alerts: alertsAbout("churn-v1-predictor") }),
      says: "must have an alert that names churn-v2-predictor",
    },
  ],
});
