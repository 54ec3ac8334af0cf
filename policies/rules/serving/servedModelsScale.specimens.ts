import type { JsonObject } from "../../../core/json/json";
import { object, specimens } from "../../specimen";
import { team } from "../../specimens/baseStack";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsScale";

/** Returns an autoscaler of KEDA for the Deployment of `modelService`. */
function scaledObject(spec: JsonObject) {
  const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "main" };
  return object({
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledObject",
    metadata: { name: "main", namespace: team },
    spec: { scaleTargetRef, ...spec },
  });
}

const onePod = { minReplicas: 1 };

export default specimens(rule, {
  passing: [
    { title: "an InferenceService with an autoscaler", stack: servedModel() },
    { title: "a canary with one pod", stack: servedModel({ canaries: { v2: { trafficPercent: 10 } } }) },
    { title: "a ModelService with an autoscaler", stack: modelService() },
    {
      title: "a ModelService with an autoscaler of KEDA",
      stack: [...modelService({ autoscaler: undefined }), scaledObject({ minReplicaCount: 2 })],
    },
    { title: "one pod in dev", stack: servedModel({ autoscaler: onePod }), context: { environment: "dev" } },
  ],
  failing: [
    {
      title: "a model without an autoscaler",
      stack: servedModel({ autoscaler: undefined }),
      message: "must have a HorizontalPodAutoscaler or a ScaledObject for churn-v1-predictor",
    },
    {
      title: "a canary without an autoscaler",
      stack: servedModel({ canaries: { v2: { trafficPercent: 10 } }, canaryAutoscalers: false }),
      message: "must have a HorizontalPodAutoscaler or a ScaledObject for churn-v2-predictor",
    },
    {
      title: "an autoscaler of another Deployment",
      stack: modelService({
        autoscaler: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "another" } },
      }),
      message: "must have a HorizontalPodAutoscaler or a ScaledObject for main",
    },
    {
      title: "an autoscaler of KEDA that scales to zero, its default, in prod",
      stack: [...modelService({ autoscaler: undefined }), scaledObject({})],
      message: "the autoscaler of main must have a minimum of at least 2 pods in prod",
    },
    {
      title: "one pod in prod",
      stack: servedModel({ autoscaler: onePod }),
      message: "the autoscaler of churn-v1-predictor must have a minimum of at least 2 pods in prod",
    },
    {
      title: "Kubernetes' default number of pods in prod",
      stack: servedModel({ autoscaler: { minReplicas: undefined } }),
      message: "the autoscaler of churn-v1-predictor must have a minimum of at least 2 pods in prod",
    },
  ],
});
