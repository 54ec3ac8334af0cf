import { specimens } from "../../specimen";
import { servedModel } from "../../specimens/serving";
import { rule } from "./canaryWeights";

export default specimens(rule, {
  passing: [
    { title: "a model without canaries", stack: servedModel() },
    {
      title: "canaries with exactly 100 percent",
      stack: servedModel({ canaries: { v2: { trafficPercent: 60 }, v3: { trafficPercent: 40 } } }),
    },
  ],
  failing: [
    {
      title: "canaries with 101 percent",
      stack: servedModel({ canaries: { v2: { trafficPercent: 60 }, v3: { trafficPercent: 41 } } }),
      message: "the trafficPercent of all canaries must total at most 100; it is exceeded by: v2, v3",
    },
  ],
});
