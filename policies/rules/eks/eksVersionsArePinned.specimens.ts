import { specimens } from "../../specimen";
import { addon, cluster } from "../../specimens/cluster";
import { rule } from "./eksVersionsArePinned";

export default specimens(rule, {
  passing: [{ title: "a cluster and an add-on with versions", stack: [cluster(), addon()] }],
  failing: [
    { title: "a cluster without a version", stack: [cluster({ version: undefined })], message: "version: must be set" },
    {
      title: "an add-on without a version",
      stack: [addon({ addonVersion: undefined })],
      message: "addonVersion: must be set",
    },
  ],
});
