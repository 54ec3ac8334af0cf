import { fieldOf } from "../../../core/json/reading";
import { objectsIn } from "../../kubernetes/selecting";
import { servedModel, servingTypes } from "../../kubernetes/servedModels";
import { stackRule } from "../../rule";

/** Of a CronJob: name of the InferenceService, or of the ModelService, whose inputs and answers it compares. */
const label = "mlops.platform/drift-monitor";

export const rule = stackRule({
  name: "served-models-are-watched-for-drift",
  title: "A CronJob compares what a served model sees with what it was trained on",
  severity: "medium",
  why: "A model answers just as fast when its inputs have changed, only wrongly: without a monitor the business finds out by its numbers.",
  fix: `add a CronJob that is labelled ${label} with the model's name`,
  references: [],
  // No component makes monitors yet: whoever serves a model is told.
  enforcement: "advisory",
  types: servingTypes,
  check: (subject, graph) => {
    const model = servedModel(subject);
    if (!model) return [];
    const watched = objectsIn(graph, "kubernetes:batch/v1:CronJob", model.namespace).some(
      (job) => fieldOf(job, "metadata", "labels", label) === model.name,
    );
    return watched ? [] : [{ problem: `no CronJob is labelled ${label} with its name` }];
  },
});
