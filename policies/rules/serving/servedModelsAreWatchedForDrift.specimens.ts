import { specimens } from "../../specimen";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsAreWatchedForDrift";

const message =
  "should have a CronJob with the label mlops.platform/drift-monitor, whose value is the name of the model";

export default specimens(rule, {
  passing: [
    { title: "an InferenceService with a drift monitor", stack: servedModel() },
    { title: "a ModelService with a drift monitor", stack: modelService() },
  ],
  failing: [
    { title: "a model without a drift monitor", stack: servedModel({ driftMonitor: undefined }), message },
    { title: "a drift monitor of another model", stack: modelService({ driftMonitor: "another" }), message },
  ],
});
