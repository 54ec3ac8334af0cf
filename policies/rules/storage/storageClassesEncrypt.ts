import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "storage-classes-encrypt",
  title: "StorageClasses create encrypted volumes",
  severity: "high",
  why: "Anyone with access to a snapshot of an unencrypted notebook volume can read the team's data in it.",
  fix: 'set parameters.encrypted: "true"',
  references: [
    {
      name: "EBS CSI driver: StorageClass parameters",
      url: "https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md",
    },
    { name: "CKV_AWS_3" },
  ],
  enforcement: "mandatory",
  kinds: ["StorageClass"],
  scope: "platform",
  parts: ["parameters", "provisioner"],
  problem: "the StorageClass must create encrypted volumes",
  // EKS's class gp2 uses the older name, which Kubernetes forwards to the same driver.
  violations: `object.?provisioner.orValue("") in ["ebs.csi.aws.com", "kubernetes.io/aws-ebs"]
    && object.?parameters.?encrypted.orValue("false") != "true" ? [object.metadata.name] : []`,
});
