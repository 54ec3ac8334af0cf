import { specimens } from "../../specimen";
import { acceleratorPool, nodePool } from "../../specimens/pools";
import { rule } from "./poolConsolidates";

export default specimens(rule, {
  passing: [
    { of: "a pool of general nodes", stack: [nodePool()] },
    { of: "accelerators that stay until they are empty", stack: [acceleratorPool()] },
    {
      of: "Karpenter's own times",
      stack: [nodePool({ disruption: undefined, template: { spec: { expireAfter: undefined } } })],
    },
  ],
  failing: [
    {
      of: "accelerators that stay when empty",
      stack: [acceleratorPool({ disruption: { consolidateAfter: "Never" } })],
      says: "nodes stay for ever: spec.disruption.consolidateAfter",
    },
    {
      of: "general nodes that never expire",
      stack: [nodePool({ template: { spec: { expireAfter: "Never" } } })],
      says: "nodes stay for ever: spec.template.spec.expireAfter",
    },
  ],
});
