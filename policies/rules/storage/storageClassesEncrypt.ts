import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "storage-classes-encrypt",
  title: "Volumes that pods ask for are encrypted",
  severity: "high",
  why: "A snapshot of a notebook's volume that is shared by mistake shows whatever the team had in it.",
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
  problem: "volumes of this class are not encrypted",
  // The older name is of EKS' own class gp2: Kubernetes hands it to the same driver.
  violations: `object.?provisioner.orValue("") in ["ebs.csi.aws.com", "kubernetes.io/aws-ebs"]
    && object.?parameters.?encrypted.orValue("false") != "true" ? [object.metadata.name] : []`,
});
