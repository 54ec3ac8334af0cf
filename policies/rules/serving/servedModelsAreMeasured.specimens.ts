import { specimens } from "../../specimen";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsAreMeasured";

export default specimens(rule, {
  passing: [
    { of: "an InferenceService with a PodMonitor", stack: servedModel() },
    { of: "a ModelService with a ServiceMonitor", stack: modelService() },
  ],
  failing: [
    {
      of: "a model without a monitor",
      stack: servedModel({ monitor: undefined }),
      says: "must have a PodMonitor or ServiceMonitor that selects its pods",
    },
    {
      of: "a monitor for another Service",
      stack: modelService({ monitor: { selector: { matchLabels: { app: "another" } } } }),
      says: "must have a PodMonitor or ServiceMonitor that selects its pods",
    },
  ],
});
