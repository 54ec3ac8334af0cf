import { specimens } from "../../specimen";
import { job, pod } from "../../specimens/pods";
import { rule } from "./noPrivilegeEscalation";

export default specimens(rule, {
  passing: [{ title: "a pod that sets it to false", stack: [pod({ initContainers: { setup: {} } })] }],
  failing: [
    {
      title: "a container that sets it to true",
      stack: [pod({ containers: { main: { securityContext: { allowPrivilegeEscalation: true } } } })],
      message: "containers must set allowPrivilegeEscalation: false: main",
    },
    {
      title: "an init container that does not set it",
      stack: [job({ initContainers: { setup: { securityContext: { allowPrivilegeEscalation: undefined } } } })],
      message: "containers must set allowPrivilegeEscalation: false: setup",
    },
  ],
});
