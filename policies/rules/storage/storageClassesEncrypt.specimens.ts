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
    { of: "encrypted disks", stack: [storageClass("ebs.csi.aws.com", { type: "gp3", encrypted: "true" })] },
    {
      of: "encrypted disks by the provisioner's older name",
      stack: [storageClass("kubernetes.io/aws-ebs", { type: "gp2", encrypted: "true" })],
    },
    { of: "a shared file system, which is encrypted by itself", stack: [storageClass("efs.csi.aws.com", {})] },
  ],
  failing: [
    {
      of: "disks as AWS makes them",
      stack: [storageClass("ebs.csi.aws.com", { type: "gp3" })],
      says: "volumes of this class are not encrypted: disks",
    },
    {
      of: "disks as EKS' own class gp2 makes them",
      stack: [storageClass("kubernetes.io/aws-ebs", { type: "gp2", fsType: "ext4" })],
      says: "volumes of this class are not encrypted: disks",
    },
    {
      of: "disks that say so",
      stack: [storageClass("ebs.csi.aws.com", { type: "gp3", encrypted: "false" })],
      says: "volumes of this class are not encrypted: disks",
    },
  ],
});
