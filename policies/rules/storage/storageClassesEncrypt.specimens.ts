import { object, specimens } from "../../specimen";
import { rule } from "./storageClassesEncrypt";

const storageClass = (provisioner: string, parameters: Record<string, string>) =>
  object({
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name: "disks" },
    provisioner,
    parameters,
  });

export default specimens(rule, {
  passing: [
    { title: "encrypted EBS volumes", stack: [storageClass("ebs.csi.aws.com", { type: "gp3", encrypted: "true" })] },
    {
      title: "encrypted EBS volumes with the older name of the provisioner",
      stack: [storageClass("kubernetes.io/aws-ebs", { type: "gp2", encrypted: "true" })],
    },
    {
      title: "a shared file system, which is encrypted independently of the class",
      stack: [storageClass("efs.csi.aws.com", {})],
    },
  ],
  failing: [
    {
      title: "EBS volumes without the parameter",
      stack: [storageClass("ebs.csi.aws.com", { type: "gp3" })],
      message: "the StorageClass must create encrypted volumes: disks",
    },
    {
      title: "EBS volumes of EKS's class gp2",
      stack: [storageClass("kubernetes.io/aws-ebs", { type: "gp2", fsType: "ext4" })],
      message: "the StorageClass must create encrypted volumes: disks",
    },
    {
      title: "EBS volumes with encryption turned off",
      stack: [storageClass("ebs.csi.aws.com", { type: "gp3", encrypted: "false" })],
      message: "the StorageClass must create encrypted volumes: disks",
    },
  ],
});
