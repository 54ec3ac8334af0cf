import { specimens } from "../../specimen";
import { launchTemplate, nodeGroup } from "../../specimens/nodes";
import { rule } from "./nodesWithoutSsh";

export default specimens(rule, {
  passing: [{ of: "nodes without a key", stack: [launchTemplate(), nodeGroup()] }],
  failing: [
    {
      of: "a group with remote access",
      stack: [nodeGroup({ remoteAccess: { ec2SshKey: "operations" } })],
      says: "remoteAccess: lets SSH in",
    },
    {
      of: "a template with a key",
      stack: [launchTemplate({ keyName: "operations" })],
      says: "keyName: lets SSH in",
    },
  ],
});
