import { specimens } from "../../specimen";
import { job, pod } from "../../specimens/pods";
import { rule } from "./noPrivilegeEscalation";

export default specimens(rule, {
  passing: [{ of: "a pod that sets it to false", stack: [pod({ initContainers: { setup: {} } })] }],
  failing: [
    {
      of: "a container that sets it to true",
      stack: [pod({ containers: { main: { securityContext: { allowPrivilegeEscalation: true } } } })],
      says: "containers must set allowPrivilegeEscalation: false: main",
    },
    {
      of: "an init container that does not set it",
      stack: [job({ initContainers: { setup: { securityContext: { allowPrivilegeEscalation: undefined } } } })],
      says: "containers must set allowPrivilegeEscalation: false: setup",
    },
  ],
});
