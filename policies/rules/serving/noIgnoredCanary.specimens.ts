import { specimens } from "../../specimen";
import { servedModel } from "../../specimens/serving";
import { rule } from "./noIgnoredCanary";

const silent = { predictor: { canaryTrafficPercent: 5 } };

export default specimens(rule, {
  passing: [
    { title: "a canary in spec.canary", stack: servedModel({ canaries: { v2: { trafficPercent: 5 } } }) },
    {
      title: "canaryTrafficPercent in mode Knative",
      stack: servedModel({ service: silent, annotations: { "serving.kserve.io/deploymentMode": "Knative" } }),
    },
  ],
  failing: [
    {
      title: "canaryTrafficPercent in mode Standard",
      stack: servedModel({ service: silent }),
      message: "canaryTrafficPercent must not be set, because KServe ignores it; it is set on: v1",
    },
    {
      title: "canaryTrafficPercent in the platform's mode, on a predictor without a name",
      stack: servedModel({
        service: { predictor: { canaryTrafficPercent: 0, name: undefined } },
        annotations: { "serving.kserve.io/deploymentMode": undefined },
        deployment: "churn-predictor",
      }),
      message: "canaryTrafficPercent must not be set, because KServe ignores it; it is set on: predictor",
    },
  ],
});
