import { specimens } from "../../specimen";
import { acceleratorPool, nodePool, requirements } from "../../specimens/pools";
import { rule } from "./spotOutsideProd";

const onDemand = (type: string) => ({
  template: { spec: { requirements: requirements([type], ["on-demand"]) } },
});

export default specimens(rule, {
  passing: [
    { title: "a spot pool in dev", stack: [acceleratorPool()], context: { environment: "dev" } },
    { title: "an on-demand pool in prod", stack: [acceleratorPool(onDemand("g6.xlarge"))] },
    {
      title: "a general on-demand pool in staging",
      stack: [nodePool(onDemand("m7i.xlarge"))],
      context: { environment: "staging" },
    },
  ],
  failing: [
    {
      title: "an on-demand GPU pool in staging",
      stack: [acceleratorPool(onDemand("g6.xlarge"))],
      context: { environment: "staging" },
      message: "outside prod, the pool should include spot in: karpenter.sh/capacity-type",
    },
  ],
});
