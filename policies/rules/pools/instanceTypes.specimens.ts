import { specimens } from "../../specimen";
import { acceleratorPool, nodePool, requirements } from "../../specimens/pools";
import { rule } from "./instanceTypes";

export default specimens(rule, {
  passing: [
    { of: "types of families that may run", stack: [nodePool(), acceleratorPool()] },
    {
      of: "any type where any may run",
      stack: [nodePool({ template: { spec: { requirements: requirements(["x2iedn.32xlarge"]) } } })],
      context: { instanceTypes: ["*"] },
    },
  ],
  failing: [
    {
      of: "types of other families, one of which begins alike",
      stack: [
        nodePool({
          template: { spec: { requirements: requirements(["m7i.xlarge", "m7i-flex.large", "x2idn.metal"]) } },
        }),
      ],
      says: "types of instances are not let run, or not listed: m7i-flex.large, x2idn.metal",
    },
    {
      of: "no list",
      stack: [
        nodePool({
          template: {
            spec: { requirements: [{ key: "kubernetes.io/arch", operator: "In", values: ["amd64"] }] },
          },
        }),
      ],
      says: "types of instances are not let run, or not listed: node.kubernetes.io/instance-type",
    },
    {
      of: "all but some",
      stack: [
        nodePool({
          template: {
            spec: {
              requirements: [{ key: "node.kubernetes.io/instance-type", operator: "NotIn", values: ["m7i.xlarge"] }],
            },
          },
        }),
      ],
      says: "types of instances are not let run, or not listed: node.kubernetes.io/instance-type",
    },
  ],
});
