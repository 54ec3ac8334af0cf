import { specimens } from "../../specimen";
import { addon, cluster } from "../../specimens/cluster";
import { rule } from "./eksVersionsArePinned";

export default specimens(rule, {
  passing: [{ of: "a cluster and an add-on with versions", stack: [cluster(), addon()] }],
  failing: [
    { of: "a cluster without a version", stack: [cluster({ version: undefined })], says: "version: must be set" },
    {
      of: "an add-on without a version",
      stack: [addon({ addonVersion: undefined })],
      says: "addonVersion: must be set",
    },
  ],
});
