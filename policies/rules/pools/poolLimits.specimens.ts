import { specimens } from "../../specimen";
import { acceleratorPool, nodePool } from "../../specimens/pools";
import { rule } from "./poolLimits";

export default specimens(rule, {
  passing: [
    { of: "a pool with CPUs", stack: [nodePool()] },
    { of: "a pool with GPUs", stack: [acceleratorPool()] },
  ],
  failing: [
    {
      of: "no limits",
      stack: [nodePool({ limits: undefined })],
      says: "has no bound in cpu or accelerators: spec.limits",
    },
    {
      of: "a limit of memory alone",
      stack: [nodePool({ limits: { cpu: undefined, memory: "256Gi" } })],
      says: "has no bound in cpu or accelerators: spec.limits",
    },
  ],
});
