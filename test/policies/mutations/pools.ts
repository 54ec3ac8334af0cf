import { type Mutation, set, unset } from "./mutation";
import { nodeClass, nodeGroup, nodePool, systemNodes, systemTemplate } from "./targets";

const general = nodePool("compute-pool-general");
/** Karpenter's pool of GPUs, which every stack has under a name of its own. */
const gpus = nodePool(/-compute-pool-(gpu-l4|reserved)$/);
const generalClass = nodeClass("compute-pool-general-class");
/** What stacks may start by settings of their own, and no machine of 24 TiB. */
const usual = { instanceTypes: ["c*", "g*", "i*", "m*", "p*", "r*", "t*"] };
const requirement = (key: string) => ["spec", "template", "spec", "requirements", { key }, "values"];

export const poolMutations: readonly Mutation[] = [
  {
    rule: "accelerator-pools-are-tainted",
    breaks: "the taint of GPU nodes",
    of: gpus,
    change: set(["spec", "template", "spec", "taints"], []),
    says: "nodes with accelerators have no: spec.template.spec.taints",
  },
  {
    rule: "accelerator-pools-are-tainted",
    breaks: "the label by which pods choose a GPU",
    of: gpus,
    change: unset(["spec", "template", "metadata", "labels", "mlops.platform/accelerator"]),
    says: "nodes with accelerators have no: mlops.platform/accelerator",
  },
  {
    rule: "instance-types",
    breaks: "the types of nodes: AWS's newest, at its price",
    of: general,
    context: usual,
    change: set(requirement("node.kubernetes.io/instance-type"), ["u-24tb1.112xlarge"]),
    says: "types of instances are not let run, or not listed: u-24tb1.112xlarge",
  },
  {
    rule: "managed-accelerator-pools-are-tainted",
    breaks: "the platform's own nodes: they have GPUs",
    of: systemNodes,
    change: set(["instanceTypes"], ["g6.xlarge"]),
    says: ["taints: let pods without accelerators in", "labels: have no mlops.platform/accelerator"],
  },
  {
    rule: "managed-accelerator-pools-are-tainted",
    breaks: "the taint of H100s",
    of: nodeGroup("compute-pool-gpu-h100-group"),
    stacks: ["prod"],
    change: set(["taints"], []),
    says: "taints: let pods without accelerators in",
  },
  {
    rule: "node-class-tags",
    breaks: "a tag of what Karpenter starts",
    of: generalClass,
    change: unset(["spec", "tags", "environment"]),
    says: "nodes have no tags: environment",
  },
  {
    rule: "node-disks-are-encrypted",
    breaks: "the encryption of a disk of Karpenter's nodes",
    of: generalClass,
    change: set(["spec", "blockDeviceMappings", { deviceName: "/dev/xvdb" }, "ebs", "encrypted"], false),
    says: "disks are not encrypted: /dev/xvdb",
  },
  {
    rule: "node-group-instance-types",
    breaks: "the types of the platform's own nodes",
    of: systemNodes,
    context: usual,
    change: set(["instanceTypes", 0], "u-24tb1.112xlarge"),
    says: "instanceTypes[0]: may not run here",
  },
  {
    rule: "nodes-have-private-metadata",
    breaks: "the distance of pods from the credentials of Karpenter's nodes",
    of: generalClass,
    change: set(["spec", "metadataOptions", "httpPutResponseHopLimit"], 2),
    says: "lets pods read the node's metadata: metadataOptions.httpPutResponseHopLimit",
  },
  {
    rule: "pool-consolidates",
    breaks: "the end of nodes",
    of: general,
    change: set(["spec", "template", "spec", "expireAfter"], "Never"),
    says: "nodes stay for ever: spec.template.spec.expireAfter",
  },
  {
    rule: "pool-consolidates",
    breaks: "the end of nodes that have become empty",
    of: gpus,
    change: set(["spec", "disruption", "consolidateAfter"], "Never"),
    says: "nodes stay for ever: spec.disruption.consolidateAfter",
  },
  {
    rule: "pool-limits",
    breaks: "the size of a pool",
    of: general,
    change: unset(["spec", "limits"]),
    says: "has no bound in cpu or accelerators: spec.limits",
  },
  {
    rule: "spot-outside-prod",
    breaks: "the capacity that costs less",
    of: gpus,
    change: set(requirement("karpenter.sh/capacity-type"), ["on-demand"]),
    harmlessIn: ["prod", "everything"],
    says: "buys no spot capacity: karpenter.sh/capacity-type",
  },
  {
    rule: "node-volumes-are-encrypted",
    breaks: "the encryption of a disk of the platform's nodes",
    of: systemTemplate,
    change: set(["blockDeviceMappings", 0, "ebs", "encrypted"], "false"),
    says: "blockDeviceMappings[0].ebs.encrypted: is off",
  },
  {
    rule: "nodes-require-imdsv2",
    breaks: "the session that the metadata service asks for",
    of: systemTemplate,
    change: set(["metadataOptions", "httpTokens"], "optional"),
    says: "metadataOptions.httpTokens: is not required: plain requests are answered",
  },
  {
    rule: "nodes-require-imdsv2",
    breaks: "the distance of pods from their node's credentials",
    of: systemTemplate,
    change: set(["metadataOptions", "httpPutResponseHopLimit"], 2),
    says: "metadataOptions.httpPutResponseHopLimit: is not 1: answers reach pods",
  },
  {
    rule: "nodes-without-ssh",
    breaks: "the nodes without a key",
    of: systemTemplate,
    change: set(["keyName"], "administrators"),
    says: "keyName: lets SSH in",
  },
];
