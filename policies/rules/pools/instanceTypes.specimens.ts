import { specimens } from "../../specimen";
import { acceleratorPool, nodePool, requirements } from "../../specimens/pools";
import { rule } from "./instanceTypes";

export default specimens(rule, {
  passing: [
    { title: "types of allowed families", stack: [nodePool(), acceleratorPool()] },
    {
      title: "any type, if all types are allowed",
      stack: [nodePool({ template: { spec: { requirements: requirements(["x2iedn.32xlarge"]) } } })],
      context: { instanceTypes: ["*"] },
    },
  ],
  failing: [
    {
      title: "types of other families, one with a similar name",
      stack: [
        nodePool({
          template: { spec: { requirements: requirements(["m7i.xlarge", "m7i-flex.large", "x2idn.metal"]) } },
        }),
      ],
      message: "instance types must be listed and allowed by guardrails.instanceTypes: m7i-flex.large, x2idn.metal",
    },
    {
      title: "a pool without a list of types",
      stack: [
        nodePool({
          template: {
            spec: { requirements: [{ key: "kubernetes.io/arch", operator: "In", values: ["amd64"] }] },
          },
        }),
      ],
      message:
        "instance types must be listed and allowed by guardrails.instanceTypes: node.kubernetes.io/instance-type",
    },
    {
      title: "a pool that only excludes types",
      stack: [
        nodePool({
          template: {
            spec: {
              requirements: [{ key: "node.kubernetes.io/instance-type", operator: "NotIn", values: ["m7i.xlarge"] }],
            },
          },
        }),
      ],
      message:
        "instance types must be listed and allowed by guardrails.instanceTypes: node.kubernetes.io/instance-type",
    },
  ],
});
