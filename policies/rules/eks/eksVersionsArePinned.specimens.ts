import { specimens } from "../../specimen";
import { addon, cluster } from "../../specimens/cluster";
import { rule } from "./eksVersionsArePinned";

export default specimens(rule, {
  passing: [{ of: "a cluster and an add-on with versions", stack: [cluster(), addon()] }],
  failing: [
    { of: "a cluster of any version", stack: [cluster({ version: undefined })], says: "version: is not set" },
    { of: "an add-on of any version", stack: [addon({ addonVersion: undefined })], says: "addonVersion: is not set" },
  ],
});
