import { object, specimens } from "../../specimen";
import { job, onGpus } from "../../specimens/pods";
import { rule } from "./spotTrainingKeepsCheckpoints";

const nodePool = (...capacityTypes: string[]) =>
  object({
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name: "gpu-l4" },
    spec: {
      disruption: {
        consolidationPolicy: "WhenEmpty",
        consolidateAfter: "5m",
        budgets: [
          { nodes: "100%", reasons: ["Empty"] },
          { nodes: "0", reasons: ["Drifted", "Underutilized"] },
        ],
      },
      limits: { "nvidia.com/gpu": "16" },
      template: {
        metadata: { labels: { "mlops.platform/pool": "gpu-l4", "mlops.platform/accelerator": "l4" } },
        spec: {
          expireAfter: "Never",
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "gpu-l4" },
          requirements: [
            { key: "node.kubernetes.io/instance-type", operator: "In", values: ["g6.xlarge", "g6.2xlarge"] },
            { key: "karpenter.sh/capacity-type", operator: "In", values: capacityTypes },
            { key: "topology.kubernetes.io/zone", operator: "In", values: ["us-east-1a", "us-east-1b"] },
            { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
            { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
          ],
          taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" }],
        },
      },
    },
  });

const spot = nodePool("spot", "on-demand");
const env = [{ name: "CHECKPOINT_URI", value: "s3://mlops-artifacts/teams/vision/checkpoints/main/1" }];
const byAccelerator = { ...onGpus().spec, nodeSelector: { "mlops.platform/accelerator": "l4" } };

export default specimens(rule, {
  passing: [
    {
      title: "a training on spot capacity with a checkpoint location",
      stack: [spot, job({ ...onGpus(), containers: { main: { ...onGpus().containers.main, env } } })],
    },
    { title: "a training on on-demand capacity", stack: [nodePool("on-demand"), job(onGpus())] },
    { title: "a job without an accelerator", stack: [spot, job()] },
  ],
  failing: [
    {
      title: "a training that selects a spot pool",
      stack: [spot, job(onGpus())],
      message: "should set CHECKPOINT_URI, because it may run on spot capacity of pool gpu-l4",
    },
    {
      title: "a training that selects an accelerator of a spot pool",
      stack: [spot, job({ ...onGpus(), spec: byAccelerator })],
      message: "should set CHECKPOINT_URI, because it may run on spot capacity of pool gpu-l4",
    },
  ],
});
