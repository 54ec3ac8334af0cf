import { fieldOf } from "../../../core/json/reading";
import { objectsIn } from "../../kubernetes/labelSelectors";
import { servedModel, servingTypes } from "../../kubernetes/servedModels";
import { stackRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = stackRule({
  name: "served-models-scale",
  title: "Every version of a served model has an autoscaler, and in prod two pods at least",
  severity: "high",
  why: "KServe gives canaries no autoscaler that survives a promotion: the new version then meets all traffic with one pod.",
  fix: "serve the model with InferenceService or ModelService, or add a HorizontalPodAutoscaler whose target is the version's Deployment",
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
      if (!own) return [{ problem: `${deployment} has no HorizontalPodAutoscaler` }];
      // A canary's share of the requests may be one pod's.
      const minimum = index === 0 && environment === "prod" ? (fieldOf(own, "spec", "minReplicas") ?? 1) : 2;
      return typeof minimum === "number" && minimum < 2
        ? [{ problem: `${deployment} has one pod at the least: minReplicas is below 2` }]
        : [];
    });
  },
});
