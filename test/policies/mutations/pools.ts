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
    breaks: "GPU nodes without a taint",
    of: gpus,
    change: set(["spec", "template", "spec", "taints"], []),
    says: "nodes with accelerators must have: spec.template.spec.taints",
  },
  {
    rule: "accelerator-pools-are-tainted",
    breaks: "GPU nodes without a label",
    of: gpus,
    change: unset(["spec", "template", "metadata", "labels", "mlops.platform/accelerator"]),
    says: "nodes with accelerators must have: mlops.platform/accelerator",
  },
  {
    rule: "instance-types",
    breaks: "a type that is not allowed",
    of: general,
    context: usual,
    change: set(requirement("node.kubernetes.io/instance-type"), ["u-24tb1.112xlarge"]),
    says: "instance types must be listed and allowed by guardrails.instanceTypes: u-24tb1.112xlarge",
  },
  {
    rule: "managed-accelerator-pools-are-tainted",
    breaks: "system nodes with GPUs",
    of: systemNodes,
    change: set(["instanceTypes"], ["g6.xlarge"]),
    says: ["taints: must keep pods without accelerators away", "labels: must include mlops.platform/accelerator"],
  },
  {
    rule: "managed-accelerator-pools-are-tainted",
    breaks: "H100 nodes without a taint",
    of: nodeGroup("compute-pool-gpu-h100-group"),
    stacks: ["prod"],
    change: set(["taints"], []),
    says: "taints: must keep pods without accelerators away",
  },
  {
    rule: "node-class-tags",
    breaks: "a node class without a tag",
    of: generalClass,
    change: unset(["spec", "tags", "environment"]),
    says: "spec.tags must include: environment",
  },
  {
    rule: "node-disks-are-encrypted",
    breaks: "an unencrypted volume of Karpenter's nodes",
    of: generalClass,
    change: set(["spec", "blockDeviceMappings", { deviceName: "/dev/xvdb" }, "ebs", "encrypted"], false),
    says: "volumes must be encrypted: /dev/xvdb",
  },
  {
    rule: "node-group-instance-types",
    breaks: "system nodes of a type that is not allowed",
    of: systemNodes,
    context: usual,
    change: set(["instanceTypes", 0], "u-24tb1.112xlarge"),
    says: "instanceTypes[0]: must be allowed by guardrails.instanceTypes",
  },
  {
    rule: "nodes-have-private-metadata",
    breaks: "a hop limit of 2 on Karpenter's nodes",
    of: generalClass,
    change: set(["spec", "metadataOptions", "httpPutResponseHopLimit"], 2),
    says: "the node class must block pods from the metadata service with: metadataOptions.httpPutResponseHopLimit",
  },
  {
    rule: "pool-consolidates",
    breaks: "nodes that never expire",
    of: general,
    change: set(["spec", "template", "spec", "expireAfter"], "Never"),
    says: "nodes must not stay for ever; the pool must set a duration for: spec.template.spec.expireAfter",
  },
  {
    rule: "pool-consolidates",
    breaks: "a GPU pool that keeps empty nodes",
    of: gpus,
    change: set(["spec", "disruption", "consolidateAfter"], "Never"),
    says: "nodes must not stay for ever; the pool must set a duration for: spec.disruption.consolidateAfter",
  },
  {
    rule: "pool-limits",
    breaks: "a pool without limits",
    of: general,
    change: unset(["spec", "limits"]),
    says: "the pool must limit cpu or accelerators in: spec.limits",
  },
  {
    rule: "spot-outside-prod",
    breaks: "a GPU pool without spot capacity",
    of: gpus,
    change: set(requirement("karpenter.sh/capacity-type"), ["on-demand"]),
    harmlessIn: ["prod", "everything"],
    says: "outside prod, the pool should include spot in: karpenter.sh/capacity-type",
  },
  {
    rule: "node-volumes-are-encrypted",
    breaks: "an unencrypted volume of the system nodes",
    of: systemTemplate,
    change: set(["blockDeviceMappings", 0, "ebs", "encrypted"], "false"),
    says: "blockDeviceMappings[0].ebs.encrypted: must be true",
  },
  {
    rule: "nodes-require-imdsv2",
    breaks: "IMDSv1 on the system nodes",
    of: systemTemplate,
    change: set(["metadataOptions", "httpTokens"], "optional"),
    says: "metadataOptions.httpTokens: must be required, or IMDSv1 requests are answered",
  },
  {
    rule: "nodes-require-imdsv2",
    breaks: "a hop limit of 2 on the system nodes",
    of: systemTemplate,
    change: set(["metadataOptions", "httpPutResponseHopLimit"], 2),
    says: "metadataOptions.httpPutResponseHopLimit: must be 1, or pods reach the metadata service",
  },
  {
    rule: "nodes-without-ssh",
    breaks: "nodes with an SSH key",
    of: systemTemplate,
    change: set(["keyName"], "administrators"),
    says: "keyName: must not be set, because it allows SSH",
  },
];
