import { specimens } from "../../specimen";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsScale";

const onePod = { minReplicas: 1 };

export default specimens(rule, {
  passing: [
    { of: "an InferenceService with an autoscaler", stack: servedModel() },
    { of: "a canary with one pod", stack: servedModel({ canaries: { v2: { trafficPercent: 10 } } }) },
    { of: "a ModelService with an autoscaler", stack: modelService() },
    { of: "one pod in dev", stack: servedModel({ autoscaler: onePod }), context: { environment: "dev" } },
  ],
  failing: [
    {
      of: "a model without an autoscaler",
      stack: servedModel({ autoscaler: undefined }),
      says: "must have a HorizontalPodAutoscaler for churn-v1-predictor",
    },
    {
      of: "a canary without an autoscaler",
      stack: servedModel({ canaries: { v2: { trafficPercent: 10 } }, canaryAutoscalers: false }),
      says: "must have a HorizontalPodAutoscaler for churn-v2-predictor",
    },
    {
      of: "an autoscaler of another Deployment",
      stack: modelService({
        autoscaler: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "another" } },
      }),
      says: "must have a HorizontalPodAutoscaler for main",
    },
    {
      of: "one pod in prod",
      stack: servedModel({ autoscaler: onePod }),
      says: "the autoscaler of churn-v1-predictor must have a minReplicas of at least 2 in prod",
    },
    {
      of: "Kubernetes' default number of pods in prod",
      stack: servedModel({ autoscaler: { minReplicas: undefined } }),
      says: "the autoscaler of churn-v1-predictor must have a minReplicas of at least 2 in prod",
    },
  ],
});
