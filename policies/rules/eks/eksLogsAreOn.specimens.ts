import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksLogsAreOn";

export default specimens(rule, {
  passing: [{ of: "a cluster with all log types", stack: [cluster()] }],
  failing: [
    {
      of: "a cluster without logs",
      stack: [cluster({ enabledClusterLogTypes: undefined })],
      says: "enabledClusterLogTypes: must include api, audit, authenticator, controllerManager, scheduler",
    },
    {
      of: "a cluster without audit logs",
      stack: [cluster({ enabledClusterLogTypes: ["api", "authenticator", "controllerManager", "scheduler"] })],
      says: "enabledClusterLogTypes: must include audit",
    },
  ],
});
