import { specimens } from "../../specimen";
import { launchTemplate, nodeGroup } from "../../specimens/nodes";
import { rule } from "./nodesWithoutSsh";

export default specimens(rule, {
  passing: [{ of: "nodes without an SSH key", stack: [launchTemplate(), nodeGroup()] }],
  failing: [
    {
      of: "a group with remote access",
      stack: [nodeGroup({ remoteAccess: { ec2SshKey: "operations" } })],
      says: "remoteAccess: must not be set, because it allows SSH",
    },
    {
      of: "a launch template with an SSH key",
      stack: [launchTemplate({ keyName: "operations" })],
      says: "keyName: must not be set, because it allows SSH",
    },
  ],
});
