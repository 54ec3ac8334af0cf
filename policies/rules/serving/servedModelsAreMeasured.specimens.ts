import { specimens } from "../../specimen";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsAreMeasured";

export default specimens(rule, {
  passing: [
    { title: "an InferenceService with a PodMonitor", stack: servedModel() },
    { title: "a ModelService with a ServiceMonitor", stack: modelService() },
  ],
  failing: [
    {
      title: "a model without a monitor",
      stack: servedModel({ monitor: undefined }),
      message: "must have a PodMonitor or ServiceMonitor that selects its pods",
    },
    {
      title: "a monitor for another Service",
      stack: modelService({ monitor: { selector: { matchLabels: { app: "another" } } } }),
      message: "must have a PodMonitor or ServiceMonitor that selects its pods",
    },
  ],
});
