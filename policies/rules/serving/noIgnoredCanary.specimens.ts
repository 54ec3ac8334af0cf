import { specimens } from "../../specimen";
import { servedModel } from "../../specimens/serving";
import { rule } from "./noIgnoredCanary";

const silent = { predictor: { canaryTrafficPercent: 5 } };

export default specimens(rule, {
  passing: [
    { of: "a canary of spec.canary", stack: servedModel({ canaries: { v2: { trafficPercent: 5 } } }) },
    {
      of: "the mode that knows it",
      stack: servedModel({ service: silent, annotations: { "serving.kserve.io/deploymentMode": "Knative" } }),
    },
  ],
  failing: [
    {
      of: "the mode Standard",
      stack: servedModel({ service: silent }),
      says: "asks for a canary that nothing makes: v1",
    },
    {
      of: "the platform's own mode, and a predictor without a name",
      stack: servedModel({
        service: { predictor: { canaryTrafficPercent: 0, name: undefined } },
        annotations: { "serving.kserve.io/deploymentMode": undefined },
        deployment: "churn-predictor",
      }),
      says: "asks for a canary that nothing makes: predictor",
    },
  ],
});
