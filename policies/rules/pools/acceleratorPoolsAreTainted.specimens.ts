import { specimens } from "../../specimen";
import { acceleratorPool, nodePool, requirements } from "../../specimens/pools";
import { rule } from "./acceleratorPoolsAreTainted";

const unlabelled = { "mlops.platform/accelerator": undefined };

export default specimens(rule, {
  passing: [
    { title: "a GPU pool with taint and label", stack: [acceleratorPool()] },
    { title: "a pool without accelerators and without a taint", stack: [nodePool()] },
  ],
  failing: [
    {
      title: "a GPU pool by its label, without a taint",
      stack: [acceleratorPool({ template: { spec: { taints: [] } } })],
      message: "nodes with accelerators must have: spec.template.spec.taints",
    },
    {
      title: "a taint with the effect PreferNoSchedule",
      stack: [
        acceleratorPool({
          template: { spec: { taints: [{ key: "nvidia.com/gpu", value: "present", effect: "PreferNoSchedule" }] } },
        }),
      ],
      message: "nodes with accelerators must have: spec.template.spec.taints",
    },
    {
      title: "a GPU pool by its instance types, without a label",
      stack: [acceleratorPool({ template: { metadata: { labels: unlabelled } } })],
      message: "nodes with accelerators must have: mlops.platform/accelerator",
    },
    {
      title: "a GPU pool by a requirement, without taint and label",
      stack: [
        nodePool({
          template: {
            spec: {
              requirements: [
                ...requirements(["m7i.xlarge"]),
                { key: "karpenter.k8s.aws/instance-gpu-count", operator: "Gt", values: ["0"] },
              ],
            },
          },
        }),
      ],
      message: "nodes with accelerators must have: spec.template.spec.taints, mlops.platform/accelerator",
    },
  ],
});
