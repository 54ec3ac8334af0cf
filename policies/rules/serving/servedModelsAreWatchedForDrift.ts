import { fieldOf } from "../../../core/json/reading";
import { driftMonitorLabel } from "../../../core/kubernetes/labels";
import { objectsIn } from "../../kubernetes/labelSelectors";
import { servedModel, servingTypes } from "../../kubernetes/servedModels";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "served-models-are-watched-for-drift",
  title: "Every served model has a CronJob that detects drift of its inputs",
  severity: "medium",
  why: "When its inputs change, a model keeps answering at the same speed, but wrongly. Without a drift monitor, only business figures reveal this.",
  fix: `add a CronJob with the label ${driftMonitorLabel} and the model's name as value`,
  references: [],
  // No component creates drift monitors yet.
  enforcement: "advisory",
  types: servingTypes,
  check: (subject, graph) => {
    const model = servedModel(subject);
    if (!model) return [];
    const watched = objectsIn(graph, "kubernetes:batch/v1:CronJob", model.namespace).some(
      (job) => fieldOf(job, "metadata", "labels", driftMonitorLabel) === model.name,
    );
    return watched
      ? []
      : [
          {
            problem: `should have a CronJob with the label ${driftMonitorLabel}, whose value is the name of the model`,
          },
        ];
  },
});
