import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksAccessByEntries";

export default specimens(rule, {
  passing: [{ of: "a cluster of access entries", stack: [cluster()] }],
  failing: [
    {
      of: "a cluster that believes aws-auth",
      stack: [cluster({ accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } })],
      says: "accessConfig.authenticationMode: is not API: aws-auth would be believed as well",
    },
    {
      of: "a cluster that leaves its creator to AWS's default",
      stack: [cluster({ accessConfig: { bootstrapClusterCreatorAdminPermissions: undefined } })],
      says: "accessConfig.bootstrapClusterCreatorAdminPermissions: is not off: whoever creates the cluster stays its administrator",
    },
  ],
});
