import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-flagger-on-models",
  title: "Flagger does not manage KServe's Deployments",
  severity: "high",
  why: "Flagger scales the Deployment that it manages to zero, and KServe scales it up again: they undo each other's changes while requests fail.",
  fix: "use spec.canary of the InferenceService; use Flagger only for Deployments that no other controller manages",
  references: [],
  enforcement: "mandatory",
  kinds: ["Canary"],
  scope: "everywhere",
  problem: "the Canary must not target a Deployment of KServe",
  violations: `object.?spec.?targetRef.?kind.orValue('') == 'InferenceService'
    || (object.?spec.?targetRef.?kind.orValue('') == 'Deployment'
      && object.spec.targetRef.?name.orValue('').endsWith('-predictor'))
    ? [object.spec.targetRef.?name.orValue('targetRef')] : []`,
});
