import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksAccessByEntries";

export default specimens(rule, {
  passing: [{ of: "a cluster with access entries only", stack: [cluster()] }],
  failing: [
    {
      of: "a cluster that accepts aws-auth",
      stack: [cluster({ accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } })],
      says: "accessConfig.authenticationMode: must be API, or aws-auth grants access too",
    },
    {
      of: "a cluster with AWS's default for its creator",
      stack: [cluster({ accessConfig: { bootstrapClusterCreatorAdminPermissions: undefined } })],
      says: "accessConfig.bootstrapClusterCreatorAdminPermissions: must be false, or the creator of the cluster stays its administrator",
    },
  ],
});
