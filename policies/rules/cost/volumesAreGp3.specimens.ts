import { specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { launchTemplate } from "../../specimens/nodes";
import { rule } from "./volumesAreGp3";

export default specimens(rule, {
  passing: [
    { title: "gp3 volumes", stack: [launchTemplate(), ...database()] },
    { title: "a database on io2", stack: database({ storageType: "io2", iops: 3000 }) },
  ],
  failing: [
    {
      title: "nodes on gp2",
      stack: [launchTemplate({}, { volumeType: "gp2" })],
      message: "blockDeviceMappings[0].ebs.volumeType: must be gp3 or io2",
    },
    {
      title: "nodes on AWS's default type",
      stack: [launchTemplate({}, { volumeType: undefined })],
      message: "blockDeviceMappings[0].ebs.volumeType: must be gp3 or io2",
    },
    {
      title: "a database on AWS's default type",
      stack: database({ storageType: undefined }),
      message: "storageType: must be gp3 or io2",
    },
  ],
});
