import { specimens } from "../../specimen";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsScale";

const onePod = { minReplicas: 1 };

export default specimens(rule, {
  passing: [
    { of: "an InferenceService", stack: servedModel() },
    { of: "a canary with one pod", stack: servedModel({ canaries: { v2: { trafficPercent: 10 } } }) },
    { of: "a ModelService", stack: modelService() },
    { of: "one pod in dev", stack: servedModel({ autoscaler: onePod }), context: { environment: "dev" } },
  ],
  failing: [
    {
      of: "no autoscaler",
      stack: servedModel({ autoscaler: undefined }),
      says: "churn-v1-predictor has no HorizontalPodAutoscaler",
    },
    {
      of: "a canary without one",
      stack: servedModel({ canaries: { v2: { trafficPercent: 10 } }, canaryAutoscalers: false }),
      says: "churn-v2-predictor has no HorizontalPodAutoscaler",
    },
    {
      of: "an autoscaler of something else",
      stack: modelService({
        autoscaler: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "another" } },
      }),
      says: "main has no HorizontalPodAutoscaler",
    },
    {
      of: "one pod in prod",
      stack: servedModel({ autoscaler: onePod }),
      says: "churn-v1-predictor has one pod at the least: minReplicas is below 2",
    },
    {
      of: "a number that is Kubernetes' default",
      stack: servedModel({ autoscaler: { minReplicas: undefined } }),
      says: "churn-v1-predictor has one pod at the least: minReplicas is below 2",
    },
  ],
});
