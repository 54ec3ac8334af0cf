import { type Mutation, set, unset } from "./mutation";
import { nodeClass, nodeGroup, nodePool, systemNodes, systemTemplate } from "./targets";

const general = nodePool("compute-pool-general");
/** Karpenter's GPU pool, whose name differs between the stacks. */
const gpus = nodePool(/-compute-pool-(gpu-l4|reserved)$/);
const generalClass = nodeClass("compute-pool-general-class");
/** The instance types that stacks usually allow, without machines of 24 TiB. */
const usual = { instanceTypes: ["c*", "g*", "i*", "m*", "p*", "r*", "t*"] };
const requirement = (key: string) => ["spec", "template", "spec", "requirements", { key }, "values"];

export const poolMutations: readonly Mutation[] = [
  {
    rule: "accelerator-pools-are-tainted",
    defect: "GPU nodes without a taint",
    target: gpus,
    change: set(["spec", "template", "spec", "taints"], []),
    message: "nodes with accelerators must have: spec.template.spec.taints",
  },
  {
    rule: "accelerator-pools-are-tainted",
    defect: "GPU nodes without a label",
    target: gpus,
    change: unset(["spec", "template", "metadata", "labels", "mlops.platform/accelerator"]),
    message: "nodes with accelerators must have: mlops.platform/accelerator",
  },
  {
    rule: "instance-types",
    defect: "a type that is not allowed",
    target: general,
    context: usual,
    change: set(requirement("node.kubernetes.io/instance-type"), ["u-24tb1.112xlarge"]),
    message: "instance types must be listed and allowed by guardrails.instanceTypes: u-24tb1.112xlarge",
  },
  {
    rule: "managed-accelerator-pools-are-tainted",
    defect: "system nodes with GPUs",
    target: systemNodes,
    change: set(["instanceTypes"], ["g6.xlarge"]),
    message: ["taints: must keep pods without accelerators away", "labels: must include mlops.platform/accelerator"],
  },
  {
    rule: "managed-accelerator-pools-are-tainted",
    defect: "H100 nodes without a taint",
    target: nodeGroup("compute-pool-gpu-h100-group"),
    stacks: ["prod"],
    change: set(["taints"], []),
    message: "taints: must keep pods without accelerators away",
  },
  {
    rule: "node-class-tags",
    defect: "a node class without a tag",
    target: generalClass,
    change: unset(["spec", "tags", "environment"]),
    message: "spec.tags must include: environment",
  },
  {
    rule: "node-disks-are-encrypted",
    defect: "an unencrypted volume of Karpenter's nodes",
    target: generalClass,
    change: set(["spec", "blockDeviceMappings", { deviceName: "/dev/xvdb" }, "ebs", "encrypted"], false),
    message: "volumes must be encrypted: /dev/xvdb",
  },
  {
    rule: "node-group-instance-types",
    defect: "system nodes of a type that is not allowed",
    target: systemNodes,
    context: usual,
    change: set(["instanceTypes", 0], "u-24tb1.112xlarge"),
    message: "instanceTypes[0]: must be allowed by guardrails.instanceTypes",
  },
  {
    rule: "nodes-have-private-metadata",
    defect: "a hop limit of 2 on Karpenter's nodes",
    target: generalClass,
    change: set(["spec", "metadataOptions", "httpPutResponseHopLimit"], 2),
    message: "the node class must block pods from the metadata service with: metadataOptions.httpPutResponseHopLimit",
  },
  {
    rule: "pool-consolidates",
    defect: "nodes that never expire",
    target: general,
    change: set(["spec", "template", "spec", "expireAfter"], "Never"),
    message: "nodes must not stay forever; the pool must set a duration for: spec.template.spec.expireAfter",
  },
  {
    rule: "pool-consolidates",
    defect: "a GPU pool that keeps empty nodes",
    target: gpus,
    change: set(["spec", "disruption", "consolidateAfter"], "Never"),
    message: "nodes must not stay forever; the pool must set a duration for: spec.disruption.consolidateAfter",
  },
  {
    rule: "pool-limits",
    defect: "a pool without limits",
    target: general,
    change: unset(["spec", "limits"]),
    message: "the pool must limit cpu or accelerators in: spec.limits",
  },
  {
    rule: "spot-outside-prod",
    defect: "a GPU pool without spot capacity",
    target: gpus,
    change: set(requirement("karpenter.sh/capacity-type"), ["on-demand"]),
    harmlessIn: ["prod", "everything"],
    message: "outside prod, the pool should include spot in: karpenter.sh/capacity-type",
  },
  {
    rule: "node-volumes-are-encrypted",
    defect: "an unencrypted volume of the system nodes",
    target: systemTemplate,
    change: set(["blockDeviceMappings", 0, "ebs", "encrypted"], "false"),
    message: "blockDeviceMappings[0].ebs.encrypted: must be true",
  },
  {
    rule: "nodes-require-imdsv2",
    defect: "IMDSv1 on the system nodes",
    target: systemTemplate,
    change: set(["metadataOptions", "httpTokens"], "optional"),
    message: "metadataOptions.httpTokens: must be required; otherwise IMDSv1 requests are answered",
  },
  {
    rule: "nodes-require-imdsv2",
    defect: "a hop limit of 2 on the system nodes",
    target: systemTemplate,
    change: set(["metadataOptions", "httpPutResponseHopLimit"], 2),
    message: "metadataOptions.httpPutResponseHopLimit: must be 1; otherwise pods reach the metadata service",
  },
  {
    rule: "nodes-without-ssh",
    defect: "nodes with an SSH key",
    target: systemTemplate,
    change: set(["keyName"], "administrators"),
    message: "keyName: must not be set, because it allows SSH",
  },
];
