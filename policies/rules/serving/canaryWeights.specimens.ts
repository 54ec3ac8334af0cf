import { specimens } from "../../specimen";
import { servedModel } from "../../specimens/serving";
import { rule } from "./canaryWeights";

export default specimens(rule, {
  passing: [
    { of: "no canary", stack: servedModel() },
    {
      of: "canaries that get everything",
      stack: servedModel({ canaries: { v2: { trafficPercent: 60 }, v3: { trafficPercent: 40 } } }),
    },
  ],
  failing: [
    {
      of: "one percent too many",
      stack: servedModel({ canaries: { v2: { trafficPercent: 60 }, v3: { trafficPercent: 41 } } }),
      says: "canaries get more than all requests: v2, v3",
    },
  ],
});
