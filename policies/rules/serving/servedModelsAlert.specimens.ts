import { specimens } from "../../specimen";
import { alertsAbout, modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsAlert";

const canaries = { v2: { trafficPercent: 10 } };

export default specimens(rule, {
  passing: [
    { title: "an InferenceService with a canary", stack: servedModel({ canaries }) },
    { title: "a ModelService", stack: modelService() },
  ],
  failing: [
    {
      title: "a model without alerts",
      stack: modelService({ alerts: undefined }),
      message: "must have an alert that names main",
    },
    {
      title: "alerts of a model with a similar name",
      stack: modelService({ alerts: alertsAbout("main-old") }),
      message: "must have an alert that names main",
    },
    {
      title: "a canary without alerts",
      stack: servedModel({ canaries, alerts: alertsAbout("churn-v1-predictor") }),
      message: "must have an alert that names churn-v2-predictor",
    },
  ],
});
