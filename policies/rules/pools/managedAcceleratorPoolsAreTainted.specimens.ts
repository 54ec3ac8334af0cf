import { specimens } from "../../specimen";
import { nodeGroup } from "../../specimens/pools";
import { rule } from "./managedAcceleratorPoolsAreTainted";

const gpus = {
  instanceTypes: ["g6.xlarge"],
  amiType: "BOTTLEROCKET_x86_64_NVIDIA",
  labels: { "mlops.platform/accelerator": "l4" },
  taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" }],
};

export default specimens(rule, {
  passing: [
    { title: "nodes without accelerators", stack: nodeGroup() },
    { title: "nodes with GPUs", stack: nodeGroup(gpus) },
  ],
  failing: [
    {
      title: "GPU nodes without a taint",
      stack: nodeGroup({ ...gpus, taints: [] }),
      message: "taints: must keep pods without accelerators away",
    },
    {
      title: "GPU nodes without a label",
      stack: nodeGroup({ ...gpus, labels: {} }),
      message: "labels: must include mlops.platform/accelerator",
    },
  ],
});
