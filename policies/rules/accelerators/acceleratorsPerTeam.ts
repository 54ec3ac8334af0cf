import { podKinds } from "../../../core/kubernetes/kinds";
import { acceleratorCeilingAnnotation } from "../../../core/kubernetes/labels";
import { kubernetesRule } from "../../rule";

const ceiling = `variables.namespaceAnnotations[?'${acceleratorCeilingAnnotation}'].orValue('')`;
/** Pods that have to run at the same time; a Job's may follow one another. */
const replicas = "(object.kind in ['Deployment', 'StatefulSet', 'ReplicaSet'] ? object.spec.?replicas.orValue(1) : 1)";

export const rule = kubernetesRule({
  name: "accelerators-per-team",
  title: "What asks for accelerators stays below its team's ceiling",
  severity: "medium",
  why: "The quota refuses pod after pod without a word to who made the job: it could never run, and nobody is told.",
  fix: "ask for fewer accelerators, or raise the team's gpus or neuronDevices in mlops:teams",
  references: [],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "teams",
  problem: "asks for more accelerators than its team may have at once, and so never runs",
  violations: `${ceiling}.matches('^[0-9]+$') && variables.accelerators.size() > 0
      && variables.acceleratorCount * ${replicas} > int(${ceiling})
    ? variables.accelerators : []`,
});
