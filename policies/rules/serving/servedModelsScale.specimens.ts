import { specimens } from "../../specimen";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsScale";

const onePod = { minReplicas: 1 };

export default specimens(rule, {
  passing: [
    { title: "an InferenceService with an autoscaler", stack: servedModel() },
    { title: "a canary with one pod", stack: servedModel({ canaries: { v2: { trafficPercent: 10 } } }) },
    { title: "a ModelService with an autoscaler", stack: modelService() },
    { title: "one pod in dev", stack: servedModel({ autoscaler: onePod }), context: { environment: "dev" } },
  ],
  failing: [
    {
      title: "a model without an autoscaler",
      stack: servedModel({ autoscaler: undefined }),
      message: "must have a HorizontalPodAutoscaler for churn-v1-predictor",
    },
    {
      title: "a canary without an autoscaler",
      stack: servedModel({ canaries: { v2: { trafficPercent: 10 } }, canaryAutoscalers: false }),
      message: "must have a HorizontalPodAutoscaler for churn-v2-predictor",
    },
    {
      title: "an autoscaler of another Deployment",
      stack: modelService({
        autoscaler: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "another" } },
      }),
      message: "must have a HorizontalPodAutoscaler for main",
    },
    {
      title: "one pod in prod",
      stack: servedModel({ autoscaler: onePod }),
      message: "the autoscaler of churn-v1-predictor must have a minReplicas of at least 2 in prod",
    },
    {
      title: "Kubernetes' default number of pods in prod",
      stack: servedModel({ autoscaler: { minReplicas: undefined } }),
      message: "the autoscaler of churn-v1-predictor must have a minReplicas of at least 2 in prod",
    },
  ],
});
