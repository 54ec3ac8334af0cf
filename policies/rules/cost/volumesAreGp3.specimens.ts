import { specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { launchTemplate } from "../../specimens/nodes";
import { rule } from "./volumesAreGp3";

export default specimens(rule, {
  passing: [
    { of: "disks of gp3", stack: [launchTemplate(), ...database()] },
    { of: "a database of io2", stack: database({ storageType: "io2", iops: 3000 }) },
  ],
  failing: [
    {
      of: "nodes of gp2",
      stack: [launchTemplate({}, { volumeType: "gp2" })],
      says: "blockDeviceMappings[0].ebs.volumeType: is of an older generation",
    },
    {
      of: "nodes of AWS's default",
      stack: [launchTemplate({}, { volumeType: undefined })],
      says: "blockDeviceMappings[0].ebs.volumeType: is of an older generation",
    },
    {
      of: "a database of AWS's default",
      stack: database({ storageType: undefined }),
      says: "storageType: is of an older generation",
    },
  ],
});
