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
      of: "no alerts",
      stack: modelService({ alerts: undefined }),
      says: "no alert is about main",
    },
    {
      of: "alerts of a model whose name begins alike",
      stack: modelService({ alerts: alertsAbout("main-old") }),
      says: "no alert is about main",
    },
    {
      of: "a canary that no alert is about",
      stack: servedModel({ canaries, alerts: alertsAbout("churn-v1-predictor") }),
      says: "no alert is about churn-v2-predictor",
    },
  ],
});
