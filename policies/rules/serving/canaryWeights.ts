import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "canary-weights",
  title: "Canaries together receive at most 100 percent of the requests",
  severity: "medium",
  why: "If canaries exceed 100 percent, the stable version gets a negative weight: the route is rejected, or splits traffic differently from the reviewed numbers.",
  fix: "lower trafficPercent in spec.canary to a total of at most 100; the stable version receives the rest",
  references: [],
  enforcement: "mandatory",
  kinds: ["InferenceService"],
  scope: "everywhere",
  problem: "the trafficPercent of all canaries must total at most 100; it is exceeded by",
  // KServe's schema limits each value to 0 to 100.
  violations: `size(object.?spec.?canary.orValue([])) > 0
    && object.spec.canary.map(c, c.?trafficPercent.orValue(0)).sum() > 100
    ? object.spec.canary.map(c, c.?predictor.?name.orValue('canary')) : []`,
});
