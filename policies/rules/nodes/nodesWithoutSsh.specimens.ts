import { specimens } from "../../specimen";
import { launchTemplate, nodeGroup } from "../../specimens/nodes";
import { rule } from "./nodesWithoutSsh";

export default specimens(rule, {
  passing: [{ title: "nodes without an SSH key", stack: [launchTemplate(), nodeGroup()] }],
  failing: [
    {
      title: "a group with remote access",
      stack: [nodeGroup({ remoteAccess: { ec2SshKey: "operations" } })],
      message: "remoteAccess: must not be set, because it allows SSH",
    },
    {
      title: "a launch template with an SSH key",
      stack: [launchTemplate({ keyName: "operations" })],
      message: "keyName: must not be set, because it allows SSH",
    },
  ],
});
