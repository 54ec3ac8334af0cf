import { specimens } from "../../specimen";
import { acceleratorPool, nodePool } from "../../specimens/pools";
import { rule } from "./poolConsolidates";

export default specimens(rule, {
  passing: [
    { title: "a general pool", stack: [nodePool()] },
    { title: "an accelerator pool that removes only empty nodes", stack: [acceleratorPool()] },
    {
      title: "a pool with Karpenter's default durations",
      stack: [nodePool({ disruption: undefined, template: { spec: { expireAfter: undefined } } })],
    },
  ],
  failing: [
    {
      title: "an accelerator pool that keeps empty nodes",
      stack: [acceleratorPool({ disruption: { consolidateAfter: "Never" } })],
      message: "nodes must not stay forever; the pool must set a duration for: spec.disruption.consolidateAfter",
    },
    {
      title: "a general pool whose nodes never expire",
      stack: [nodePool({ template: { spec: { expireAfter: "Never" } } })],
      message: "nodes must not stay forever; the pool must set a duration for: spec.template.spec.expireAfter",
    },
  ],
});
