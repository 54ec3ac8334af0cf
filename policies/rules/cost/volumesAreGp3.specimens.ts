import { specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { launchTemplate } from "../../specimens/nodes";
import { rule } from "./volumesAreGp3";

export default specimens(rule, {
  passing: [
    { of: "gp3 volumes", stack: [launchTemplate(), ...database()] },
    { of: "a database on io2", stack: database({ storageType: "io2", iops: 3000 }) },
  ],
  failing: [
    {
      of: "nodes on gp2",
      stack: [launchTemplate({}, { volumeType: "gp2" })],
      says: "blockDeviceMappings[0].ebs.volumeType: must be gp3 or io2",
    },
    {
      of: "nodes on AWS's default type",
      stack: [launchTemplate({}, { volumeType: undefined })],
      says: "blockDeviceMappings[0].ebs.volumeType: must be gp3 or io2",
    },
    {
      of: "a database on AWS's default type",
      stack: database({ storageType: undefined }),
      says: "storageType: must be gp3 or io2",
    },
  ],
});
