import { fieldOf } from "../../../core/json/reading";
import { driftMonitorLabel } from "../../../core/kubernetes/labels";
import { objectsIn } from "../../kubernetes/labelSelectors";
import { servedModel, servingTypes } from "../../kubernetes/servedModels";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "served-models-are-watched-for-drift",
  title: "A CronJob compares what a served model sees with what it was trained on",
  severity: "medium",
  why: "A model answers just as fast when its inputs have changed, only wrongly: without a monitor the business finds out by its numbers.",
  fix: `add a CronJob that is labelled ${driftMonitorLabel} with the model's name`,
  references: [],
  // No component makes monitors yet: whoever serves a model is told.
  enforcement: "advisory",
  types: servingTypes,
  check: (subject, graph) => {
    const model = servedModel(subject);
    if (!model) return [];
    const watched = objectsIn(graph, "kubernetes:batch/v1:CronJob", model.namespace).some(
      (job) => fieldOf(job, "metadata", "labels", driftMonitorLabel) === model.name,
    );
    return watched ? [] : [{ problem: `no CronJob is labelled ${driftMonitorLabel} with its name` }];
  },
});
