import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksAccessByEntries";

export default specimens(rule, {
  passing: [{ title: "a cluster with access entries only", stack: [cluster()] }],
  failing: [
    {
      title: "a cluster that accepts aws-auth",
      stack: [cluster({ accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } })],
      message: "accessConfig.authenticationMode: must be API; otherwise aws-auth grants access too",
    },
    {
      title: "a cluster with AWS's default for its creator",
      stack: [cluster({ accessConfig: { bootstrapClusterCreatorAdminPermissions: undefined } })],
      message:
        "accessConfig.bootstrapClusterCreatorAdminPermissions: must be false; otherwise the creator of the cluster stays its administrator",
    },
  ],
});
