import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "node-disks-are-encrypted",
  title: "Volumes of Karpenter's nodes are encrypted",
  severity: "high",
  why: "Node volumes hold cached data sets and models, and anyone with access to a snapshot of an unencrypted volume can read them.",
  fix: "set ebs.encrypted: true on every entry of blockDeviceMappings, with the cluster's kmsKeyID",
  references: [{ name: "CKV_AWS_8" }],
  enforcement: "mandatory",
  kinds: ["EC2NodeClass"],
  scope: "everywhere",
  problem: "volumes must be encrypted",
  // Karpenter's default mappings, which apply without blockDeviceMappings, are encrypted.
  violations: `object.?spec.?blockDeviceMappings.orValue([])
    .filter(d, has(d.ebs) && !d.ebs.?encrypted.orValue(false))
    .map(d, d.?deviceName.orValue('ebs'))`,
});
