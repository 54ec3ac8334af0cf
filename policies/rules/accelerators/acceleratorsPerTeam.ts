import { podKinds } from "../../../core/kubernetes/kinds";
import { acceleratorCeilingAnnotation } from "../../../core/kubernetes/labels";
import { kubernetesRule } from "../../rule";

const ceiling = `variables.namespaceAnnotations[?'${acceleratorCeilingAnnotation}'].orValue('')`;
/** In CEL, how many pods must run at the same time. The pods of a Job may run one after the other. */
const replicas = "(object.kind in ['Deployment', 'StatefulSet', 'ReplicaSet'] ? object.spec.?replicas.orValue(1) : 1)";

export const rule = kubernetesRule({
  name: "accelerators-per-team",
  title: "A workload requests no more accelerators than its team may use at once",
  severity: "medium",
  why: "The quota rejects every pod of such a workload. The workload never runs, and its author sees no error.",
  fix: "request fewer accelerators, or raise gpus or neuronDevices of the team in mlops:teams",
  references: [],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "teams",
  problem: "the workload must fit into the accelerator limit of its team, or it never runs; it requests",
  violations: `${ceiling}.matches('^[0-9]+$') && variables.accelerators.size() > 0
      && variables.acceleratorCount * ${replicas} > int(${ceiling})
    ? variables.accelerators : []`,
});
