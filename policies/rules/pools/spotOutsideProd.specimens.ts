import { specimens } from "../../specimen";
import { acceleratorPool, nodePool, requirements } from "../../specimens/pools";
import { rule } from "./spotOutsideProd";

const onDemand = (type: string) => ({
  template: { spec: { requirements: requirements([type], ["on-demand"]) } },
});

export default specimens(rule, {
  passing: [
    { of: "spot in dev", stack: [acceleratorPool()], context: { environment: "dev" } },
    { of: "on demand in prod", stack: [acceleratorPool(onDemand("g6.xlarge"))] },
    { of: "general nodes in staging", stack: [nodePool(onDemand("m7i.xlarge"))], context: { environment: "staging" } },
  ],
  failing: [
    {
      of: "GPUs on demand in staging",
      stack: [acceleratorPool(onDemand("g6.xlarge"))],
      context: { environment: "staging" },
      says: "buys no spot capacity: karpenter.sh/capacity-type",
    },
  ],
});
