import { specimens } from "../../specimen";
import { acceleratorPool, nodePool } from "../../specimens/pools";
import { rule } from "./poolLimits";

export default specimens(rule, {
  passing: [
    { title: "a pool with a limit of CPUs", stack: [nodePool()] },
    { title: "a pool with a limit of GPUs", stack: [acceleratorPool()] },
  ],
  failing: [
    {
      title: "a pool without limits",
      stack: [nodePool({ limits: undefined })],
      message: "the pool must limit cpu or accelerators in: spec.limits",
    },
    {
      title: "a pool with only a limit of memory",
      stack: [nodePool({ limits: { cpu: undefined, memory: "256Gi" } })],
      message: "the pool must limit cpu or accelerators in: spec.limits",
    },
  ],
});
