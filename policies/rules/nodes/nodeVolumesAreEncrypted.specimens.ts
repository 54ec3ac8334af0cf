import { specimens } from "../../specimen";
import { launchTemplate } from "../../specimens/nodes";
import { rule } from "./nodeVolumesAreEncrypted";

export default specimens(rule, {
  passing: [
    { of: "an encrypted volume", stack: [launchTemplate()] },
    { of: "an encrypted volume, with a boolean value", stack: [launchTemplate({}, { encrypted: true })] },
  ],
  failing: [
    {
      of: "an unencrypted volume",
      stack: [launchTemplate({}, { encrypted: "false" })],
      says: "blockDeviceMappings[0].ebs.encrypted: must be true",
    },
    {
      of: "a template without volumes",
      stack: [launchTemplate({ blockDeviceMappings: undefined })],
      says: "blockDeviceMappings: must list every volume, or the settings of the image apply",
    },
  ],
});
