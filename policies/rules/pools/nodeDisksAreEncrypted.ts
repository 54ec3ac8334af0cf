import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "node-disks-are-encrypted",
  title: "Disks of Karpenter's nodes are encrypted",
  severity: "high",
  why: "Data sets and models that pods cache lie on them, and a snapshot of a plain disk can be read by whoever it is shared with.",
  fix: "set ebs.encrypted: true on every entry of blockDeviceMappings, with the cluster's kmsKeyID",
  references: [{ name: "CKV_AWS_8" }],
  enforcement: "mandatory",
  kinds: ["EC2NodeClass"],
  scope: "everywhere",
  problem: "disks are not encrypted",
  // Left out as a whole, Karpenter's own mappings are encrypted.
  violations: `object.?spec.?blockDeviceMappings.orValue([])
    .filter(d, has(d.ebs) && !d.ebs.?encrypted.orValue(false))
    .map(d, d.?deviceName.orValue('ebs'))`,
});
