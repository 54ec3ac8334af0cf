import { specimens } from "../../specimen";
import { cronJob, deployment, pod } from "../../specimens/pods";
import { trainJob } from "../../specimens/training";
import { rule } from "./noPrivilegedContainers";

/** Kubernetes rejects allowPrivilegeEscalation: false on privileged containers. */
const privileged = { securityContext: { privileged: true, allowPrivilegeEscalation: undefined } };

export default specimens(rule, {
  passing: [
    { of: "a TrainJob without privileged containers", stack: trainJob() },
    {
      of: "a pod that sets it to false",
      stack: [pod({ containers: { main: { securityContext: { privileged: false } } } })],
    },
  ],
  failing: [
    {
      of: "a privileged init container of a Deployment",
      stack: [deployment({ initContainers: { setup: privileged } })],
      says: "containers must not run privileged: setup",
    },
    {
      of: "two privileged containers of a CronJob",
      stack: [
        cronJob({
          containers: {
            main: privileged,
            sidecar: privileged,
          },
        }),
      ],
      says: "containers must not run privileged: main, sidecar",
    },
    {
      of: "a TrainJob whose runtime has a privileged container",
      stack: trainJob({ runtimeContainer: privileged }),
      says: "containers must not run privileged: node",
    },
  ],
});
