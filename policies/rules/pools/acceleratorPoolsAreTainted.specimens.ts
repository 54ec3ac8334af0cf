import { specimens } from "../../specimen";
import { acceleratorPool, nodePool, requirements } from "../../specimens/pools";
import { rule } from "./acceleratorPoolsAreTainted";

const unlabelled = { "mlops.platform/accelerator": undefined };

export default specimens(rule, {
  passing: [
    { of: "a pool of GPUs", stack: [acceleratorPool()] },
    { of: "a pool without accelerators, which has no taint", stack: [nodePool()] },
  ],
  failing: [
    {
      of: "GPUs by a label, without a taint",
      stack: [acceleratorPool({ template: { spec: { taints: [] } } })],
      says: "nodes with accelerators have no: spec.template.spec.taints",
    },
    {
      of: "a taint that is only a wish",
      stack: [
        acceleratorPool({
          template: { spec: { taints: [{ key: "nvidia.com/gpu", value: "present", effect: "PreferNoSchedule" }] } },
        }),
      ],
      says: "nodes with accelerators have no: spec.template.spec.taints",
    },
    {
      of: "GPUs by types, without a label",
      stack: [acceleratorPool({ template: { metadata: { labels: unlabelled } } })],
      says: "nodes with accelerators have no: mlops.platform/accelerator",
    },
    {
      of: "GPUs by a requirement, with neither",
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
      says: "nodes with accelerators have no: spec.template.spec.taints, mlops.platform/accelerator",
    },
  ],
});
