import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-ignored-canary",
  title: "A canary is one that KServe heeds",
  severity: "high",
  why: "In mode Standard canaryTrafficPercent is ignored without a word: a new version that was meant for 5 % of requests gets all of them at once.",
  fix: "remove canaryTrafficPercent and add the new version to spec.canary with trafficPercent",
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
  problem: "asks for a canary that nothing makes",
  // Without the annotation it is the platform's mode: Standard.
  violations: `variables.annotations[?'serving.kserve.io/deploymentMode'].orValue('Standard') in ['Knative', 'Serverless'] ? []
    : variables.predictors.filter(p, has(p.canaryTrafficPercent)).map(p, p.?name.orValue('predictor'))`,
});
