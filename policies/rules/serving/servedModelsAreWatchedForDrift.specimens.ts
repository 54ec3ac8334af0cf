import { specimens } from "../../specimen";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsAreWatchedForDrift";

const says = "no CronJob is labelled mlops.platform/drift-monitor with its name";

export default specimens(rule, {
  passing: [
    { of: "an InferenceService", stack: servedModel() },
    { of: "a ModelService", stack: modelService() },
  ],
  failing: [
    { of: "nothing that watches", stack: servedModel({ driftMonitor: undefined }), says },
    { of: "a monitor of another model", stack: modelService({ driftMonitor: "another" }), says },
  ],
});
