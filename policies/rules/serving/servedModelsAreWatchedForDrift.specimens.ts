import { specimens } from "../../specimen";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsAreWatchedForDrift";

const says = "should have a CronJob with the label mlops.platform/drift-monitor and its name as value";

export default specimens(rule, {
  passing: [
    { of: "an InferenceService with a drift monitor", stack: servedModel() },
    { of: "a ModelService with a drift monitor", stack: modelService() },
  ],
  failing: [
    { of: "a model without a drift monitor", stack: servedModel({ driftMonitor: undefined }), says },
    { of: "a drift monitor of another model", stack: modelService({ driftMonitor: "another" }), says },
  ],
});
