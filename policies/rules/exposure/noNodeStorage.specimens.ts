import { specimens } from "../../specimen";
import { persistentVolume } from "../../specimens/exposure";
import { rule } from "./noNodeStorage";

export default specimens(rule, {
  passing: [
    {
      title: "a shared file system",
      stack: [persistentVolume({ csi: { driver: "efs.csi.aws.com", volumeHandle: "fs-0123456789abcdef0" } })],
    },
  ],
  failing: [
    {
      title: "a directory of a node",
      stack: [persistentVolume({ hostPath: { path: "/var/lib" } })],
      message: "the PersistentVolume must not use storage of a node: hostPath",
    },
    {
      title: "a disk of a node",
      stack: [
        persistentVolume({
          local: { path: "/mnt/disks/0" },
          nodeAffinity: {
            required: {
              nodeSelectorTerms: [
                { matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: ["node-0"] }] },
              ],
            },
          },
        }),
      ],
      message: "the PersistentVolume must not use storage of a node: local",
    },
  ],
});
