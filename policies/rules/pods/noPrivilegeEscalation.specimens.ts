import { specimens } from "../../specimen";
import { job, pod } from "../../specimens/pods";
import { rule } from "./noPrivilegeEscalation";

export default specimens(rule, {
  passing: [{ of: "a pod that forbids it", stack: [pod({ initContainers: { setup: {} } })] }],
  failing: [
    {
      of: "a container that allows it",
      stack: [pod({ containers: { main: { securityContext: { allowPrivilegeEscalation: true } } } })],
      says: "containers let processes gain rights: main",
    },
    {
      of: "an init container that says nothing",
      stack: [job({ initContainers: { setup: { securityContext: { allowPrivilegeEscalation: undefined } } } })],
      says: "containers let processes gain rights: setup",
    },
  ],
});
