import { specimens } from "../../specimen";
import { disk, nodeClass } from "../../specimens/pools";
import { rule } from "./nodeDisksAreEncrypted";

export default specimens(rule, {
  passing: [
    { of: "an encrypted volume", stack: [nodeClass()] },
    { of: "Karpenter's default volumes", stack: [nodeClass({ blockDeviceMappings: undefined })] },
  ],
  failing: [
    {
      of: "a second volume with encryption turned off",
      stack: [nodeClass({ blockDeviceMappings: [disk("/dev/xvda"), disk("/dev/xvdb", { encrypted: false })] })],
      says: "volumes must be encrypted: /dev/xvdb",
    },
    {
      of: "a volume that does not set encryption",
      stack: [nodeClass({ blockDeviceMappings: [disk("/dev/xvda", { encrypted: undefined, kmsKeyID: undefined })] })],
      says: "volumes must be encrypted: /dev/xvda",
    },
  ],
});
