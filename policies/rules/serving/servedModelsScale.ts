import type { Json, JsonObject } from "../../../core/json/json";
import { fieldOf } from "../../../core/json/reading";
import { objectsIn } from "../../kubernetes/labelSelectors";
import { servedModel, servingTypes } from "../../kubernetes/servedModels";
import { stackRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

/** Autoscalers of Kubernetes and of KEDA. */
const autoscalerTypes = [
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  "kubernetes:keda.sh/v1alpha1:ScaledObject",
] as const;

export const rule = stackRule({
  name: "served-models-scale",
  title: "Every version of a served model has an autoscaler, and at least two pods in prod",
  severity: "high",
  why: "KServe creates no autoscaler for a canary that survives its promotion, so the new version receives all traffic with one pod.",
  fix: "serve the model with InferenceService or ModelService, or add a HorizontalPodAutoscaler or a ScaledObject for the Deployment of the version",
  references: [
    eksBestPractices("Run multiple replicas", "application"),
    { name: "kube-linter: minimum-three-replicas", url: "https://docs.kubelinter.io/#/generated/checks" },
  ],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  types: servingTypes,
  check: (subject, graph, { environment }) => {
    const model = servedModel(subject);
    if (!model) return [];
    const autoscalers = autoscalerTypes.flatMap((type) => objectsIn(graph, type, model.namespace));
    return model.deployments.flatMap((deployment, index) => {
      const own = autoscalers.find((one) => fieldOf(one, "spec", "scaleTargetRef", "name") === deployment);
      if (!own) return [{ problem: `must have a HorizontalPodAutoscaler or a ScaledObject for ${deployment}` }];
      // A canary receives a share of the requests, for which one pod may be enough.
      const minimum = index === 0 && environment === "prod" ? minimumOf(own) : 2;
      return typeof minimum === "number" && minimum < 2
        ? [{ problem: `the autoscaler of ${deployment} must have a minimum of at least 2 pods in prod` }]
        : [];
    });
  },
});

/** KEDA scales to zero by default, Kubernetes to one. */
function minimumOf(autoscaler: JsonObject): Json {
  const isScaledObject = fieldOf(autoscaler, "kind") === "ScaledObject";
  return isScaledObject
    ? (fieldOf(autoscaler, "spec", "minReplicaCount") ?? 0)
    : (fieldOf(autoscaler, "spec", "minReplicas") ?? 1);
}
