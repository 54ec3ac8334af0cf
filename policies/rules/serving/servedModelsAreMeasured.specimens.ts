import { specimens } from "../../specimen";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./servedModelsAreMeasured";

export default specimens(rule, {
  passing: [
    { of: "an InferenceService by its pods", stack: servedModel() },
    { of: "a ModelService by its Service", stack: modelService() },
  ],
  failing: [
    {
      of: "no monitor",
      stack: servedModel({ monitor: undefined }),
      says: "no PodMonitor or ServiceMonitor finds its pods",
    },
    {
      of: "a monitor of another Service",
      stack: modelService({ monitor: { selector: { matchLabels: { app: "another" } } } }),
      says: "no PodMonitor or ServiceMonitor finds its pods",
    },
  ],
});
