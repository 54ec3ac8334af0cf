import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksLogsAreOn";

export default specimens(rule, {
  passing: [{ title: "a cluster with all log types", stack: [cluster()] }],
  failing: [
    {
      title: "a cluster without logs",
      stack: [cluster({ enabledClusterLogTypes: undefined })],
      message: "enabledClusterLogTypes: must include api, audit, authenticator, controllerManager, scheduler",
    },
    {
      title: "a cluster without audit logs",
      stack: [cluster({ enabledClusterLogTypes: ["api", "authenticator", "controllerManager", "scheduler"] })],
      message: "enabledClusterLogTypes: must include audit",
    },
  ],
});
