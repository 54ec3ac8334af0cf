import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "canary-weights",
  title: "Canaries get all requests at the most",
  severity: "medium",
  why: "Weights above 100 % leave the stable version a negative one: the route is refused or split by other numbers than were reviewed.",
  fix: "lower trafficPercent of spec.canary until they are 100 together; what is left is the model's",
  references: [],
  enforcement: "mandatory",
  kinds: ["InferenceService"],
  scope: "everywhere",
  problem: "canaries get more than all requests",
  // Each by itself is kept between 0 and 100 by KServe's schema.
  violations: `size(object.?spec.?canary.orValue([])) > 0
    && object.spec.canary.map(c, c.?trafficPercent.orValue(0)).sum() > 100
    ? object.spec.canary.map(c, c.?predictor.?name.orValue('canary')) : []`,
});
