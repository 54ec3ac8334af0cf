import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-ignored-canary",
  title: "Canaries use spec.canary, which KServe applies in mode Standard",
  severity: "high",
  why: "In mode Standard, KServe ignores canaryTrafficPercent without an error: a new version meant for 5 percent of the requests gets all of them at once.",
  fix: "remove canaryTrafficPercent, and add the new version to spec.canary with trafficPercent",
  references: [
    {
      name: "KServe: Canary Rollout, serverless mode",
      url: "https://kserve.github.io/website/docs/model-serving/predictive-inference/rollout-strategies/canary",
    },
  ],
  enforcement: "mandatory",
  kinds: ["InferenceService"],
  scope: "everywhere",
  parts: ["metadata.annotations", "spec"],
  problem: "canaryTrafficPercent must not be set, because KServe ignores it; it is set on",
  // Without the annotation, the platform's mode Standard applies.
  violations: `variables.annotations[?'serving.kserve.io/deploymentMode'].orValue('Standard') in ['Knative', 'Serverless'] ? []
    : variables.predictors.filter(p, has(p.canaryTrafficPercent)).map(p, p.?name.orValue('predictor'))`,
});
