import { fieldOf } from "../../../core/json/reading";
import { objectsIn } from "../../kubernetes/labelSelectors";
import { servedModel, servingTypes } from "../../kubernetes/servedModels";
import { stackRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = stackRule({
  name: "served-models-scale",
  title: "Every version of a served model has an autoscaler, and at least two pods in prod",
  severity: "high",
  why: "KServe creates no autoscaler for a canary that survives its promotion, so the new version receives all traffic with one pod.",
  fix: "serve the model with InferenceService or ModelService, or add a HorizontalPodAutoscaler for the Deployment of the version",
  references: [
    eksBestPractices("Run multiple replicas", "application"),
    { name: "kube-linter: minimum-three-replicas", url: "https://docs.kubelinter.io/#/generated/checks" },
  ],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  types: servingTypes,
  check: (subject, graph, { environment }) => {
    const model = servedModel(subject);
    if (!model) return [];
    const autoscalers = objectsIn(graph, "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", model.namespace);
    return model.deployments.flatMap((deployment, index) => {
      const own = autoscalers.find((one) => fieldOf(one, "spec", "scaleTargetRef", "name") === deployment);
      if (!own) return [{ problem: `must have a HorizontalPodAutoscaler for ${deployment}` }];
      // A canary receives a share of the requests, for which one pod may be enough.
      const minimum = index === 0 && environment === "prod" ? (fieldOf(own, "spec", "minReplicas") ?? 1) : 2;
      return typeof minimum === "number" && minimum < 2
        ? [{ problem: `the autoscaler of ${deployment} must have a minReplicas of at least 2 in prod` }]
        : [];
    });
  },
});
