import { specimens } from "../../specimen";
import { launchTemplate } from "../../specimens/nodes";
import { rule } from "./nodeVolumesAreEncrypted";

export default specimens(rule, {
  passing: [
    { of: "an encrypted disk", stack: [launchTemplate()] },
    { of: "an encrypted disk, said as a boolean", stack: [launchTemplate({}, { encrypted: true })] },
  ],
  failing: [
    {
      of: "a disk that is not",
      stack: [launchTemplate({}, { encrypted: "false" })],
      says: "blockDeviceMappings[0].ebs.encrypted: is off",
    },
    {
      of: "the image's disks",
      stack: [launchTemplate({ blockDeviceMappings: undefined })],
      says: "blockDeviceMappings: names no disk: the image's own are as its maker left them",
    },
  ],
});
