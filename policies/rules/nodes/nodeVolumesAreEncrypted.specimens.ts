import { specimens } from "../../specimen";
import { launchTemplate } from "../../specimens/nodes";
import { rule } from "./nodeVolumesAreEncrypted";

export default specimens(rule, {
  passing: [
    { title: "an encrypted volume", stack: [launchTemplate()] },
    { title: "an encrypted volume, with a boolean value", stack: [launchTemplate({}, { encrypted: true })] },
  ],
  failing: [
    {
      title: "an unencrypted volume",
      stack: [launchTemplate({}, { encrypted: "false" })],
      message: "blockDeviceMappings[0].ebs.encrypted: must be true",
    },
    {
      title: "a template without volumes",
      stack: [launchTemplate({ blockDeviceMappings: undefined })],
      message: "blockDeviceMappings: must list every volume; otherwise the settings of the image apply",
    },
  ],
});
