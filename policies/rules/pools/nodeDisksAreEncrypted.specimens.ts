import { specimens } from "../../specimen";
import { disk, nodeClass } from "../../specimens/pools";
import { rule } from "./nodeDisksAreEncrypted";

export default specimens(rule, {
  passing: [
    { title: "an encrypted volume", stack: [nodeClass()] },
    { title: "Karpenter's default volumes", stack: [nodeClass({ blockDeviceMappings: undefined })] },
  ],
  failing: [
    {
      title: "a second volume with encryption turned off",
      stack: [nodeClass({ blockDeviceMappings: [disk("/dev/xvda"), disk("/dev/xvdb", { encrypted: false })] })],
      message: "volumes must be encrypted: /dev/xvdb",
    },
    {
      title: "a volume that does not set encryption",
      stack: [nodeClass({ blockDeviceMappings: [disk("/dev/xvda", { encrypted: undefined, kmsKeyID: undefined })] })],
      message: "volumes must be encrypted: /dev/xvda",
    },
  ],
});
