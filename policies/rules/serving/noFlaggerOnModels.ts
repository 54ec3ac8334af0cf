import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-flagger-on-models",
  title: "Flagger leaves KServe's models alone",
  severity: "high",
  why: "Flagger scales the Deployment that it takes over to nothing and KServe sets it back: the two undo each other while requests fail.",
  fix: "use spec.canary of the InferenceService; Flagger is for Deployments that are nobody else's",
  references: [],
  enforcement: "mandatory",
  kinds: ["Canary"],
  scope: "everywhere",
  problem: "takes over what KServe keeps",
  violations: `object.?spec.?targetRef.?kind.orValue('') == 'InferenceService'
    || (object.?spec.?targetRef.?kind.orValue('') == 'Deployment'
      && object.spec.targetRef.?name.orValue('').endsWith('-predictor'))
    ? [object.spec.targetRef.?name.orValue('targetRef')] : []`,
});
