import { specimens } from "../../specimen";
import { acceleratorPool, nodePool, requirements } from "../../specimens/pools";
import { rule } from "./spotOutsideProd";

const onDemand = (type: string) => ({
  template: { spec: { requirements: requirements([type], ["on-demand"]) } },
});

export default specimens(rule, {
  passing: [
    { of: "a spot pool in dev", stack: [acceleratorPool()], context: { environment: "dev" } },
    { of: "an on-demand pool in prod", stack: [acceleratorPool(onDemand("g6.xlarge"))] },
    {
      of: "a general on-demand pool in staging",
      stack: [nodePool(onDemand("m7i.xlarge"))],
      context: { environment: "staging" },
    },
  ],
  failing: [
    {
      of: "an on-demand GPU pool in staging",
      stack: [acceleratorPool(onDemand("g6.xlarge"))],
      context: { environment: "staging" },
      says: "outside prod, the pool should include spot in: karpenter.sh/capacity-type",
    },
  ],
});
