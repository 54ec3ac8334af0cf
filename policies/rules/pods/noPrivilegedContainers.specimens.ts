import { specimens } from "../../specimen";
import { cronJob, deployment, pod } from "../../specimens/pods";
import { rule } from "./noPrivilegedContainers";

export default specimens(rule, {
  passing: [
    { of: "a pod that says no", stack: [pod({ containers: { main: { securityContext: { privileged: false } } } })] },
  ],
  failing: [
    {
      of: "a debugger's container",
      stack: [pod({ ephemeralContainers: { debugger: { securityContext: { privileged: true } } } })],
      says: "containers run privileged: debugger",
    },
    {
      of: "an init container of a Deployment",
      stack: [deployment({ initContainers: { setup: { securityContext: { privileged: true } } } })],
      says: "containers run privileged: setup",
    },
    {
      of: "two containers of a CronJob",
      stack: [
        cronJob({
          containers: {
            main: { securityContext: { privileged: true } },
            sidecar: { securityContext: { privileged: true } },
          },
        }),
      ],
      says: "containers run privileged: main, sidecar",
    },
  ],
});
