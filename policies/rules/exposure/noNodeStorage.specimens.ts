import { specimens } from "../../specimen";
import { persistentVolume } from "../../specimens/exposure";
import { rule } from "./noNodeStorage";

export default specimens(rule, {
  passing: [
    {
      of: "a shared file system",
      stack: [persistentVolume({ csi: { driver: "efs.csi.aws.com", volumeHandle: "fs-0123456789abcdef0" } })],
    },
  ],
  failing: [
    {
      of: "a directory of a node",
      stack: [persistentVolume({ hostPath: { path: "/var/lib" } })],
      says: "the PersistentVolume must not use storage of a node: hostPath",
    },
    {
      of: "a disk of a node",
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
      says: "the PersistentVolume must not use storage of a node: local",
    },
  ],
});
