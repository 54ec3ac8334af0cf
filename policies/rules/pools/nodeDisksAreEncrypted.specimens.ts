import { specimens } from "../../specimen";
import { disk, nodeClass } from "../../specimens/pools";
import { rule } from "./nodeDisksAreEncrypted";

export default specimens(rule, {
  passing: [
    { of: "an encrypted disk", stack: [nodeClass()] },
    { of: "Karpenter's own disks", stack: [nodeClass({ blockDeviceMappings: undefined })] },
  ],
  failing: [
    {
      of: "a second disk that says no",
      stack: [nodeClass({ blockDeviceMappings: [disk("/dev/xvda"), disk("/dev/xvdb", { encrypted: false })] })],
      says: "disks are not encrypted: /dev/xvdb",
    },
    {
      of: "a disk that says nothing",
      stack: [nodeClass({ blockDeviceMappings: [disk("/dev/xvda", { encrypted: undefined, kmsKeyID: undefined })] })],
      says: "disks are not encrypted: /dev/xvda",
    },
  ],
});
