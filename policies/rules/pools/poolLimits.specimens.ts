import { specimens } from "../../specimen";
import { acceleratorPool, nodePool } from "../../specimens/pools";
import { rule } from "./poolLimits";

export default specimens(rule, {
  passing: [
    { of: "a pool with a limit of CPUs", stack: [nodePool()] },
    { of: "a pool with a limit of GPUs", stack: [acceleratorPool()] },
  ],
  failing: [
    {
      of: "a pool without limits",
      stack: [nodePool({ limits: undefined })],
      says: "the pool must limit cpu or accelerators in: spec.limits",
    },
    {
      of: "a pool with only a limit of memory",
      stack: [nodePool({ limits: { cpu: undefined, memory: "256Gi" } })],
      says: "the pool must limit cpu or accelerators in: spec.limits",
    },
  ],
});
