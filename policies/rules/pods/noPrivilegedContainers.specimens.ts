import { specimens } from "../../specimen";
import { cronJob, deployment, pod } from "../../specimens/pods";
import { trainJob } from "../../specimens/training";
import { rule } from "./noPrivilegedContainers";

/** Kubernetes rejects allowPrivilegeEscalation: false on privileged containers. */
const privileged = { securityContext: { privileged: true, allowPrivilegeEscalation: undefined } };

export default specimens(rule, {
  passing: [
    { title: "a TrainJob without privileged containers", stack: trainJob() },
    {
      title: "a pod that sets it to false",
      stack: [pod({ containers: { main: { securityContext: { privileged: false } } } })],
    },
  ],
  failing: [
    {
      title: "a privileged init container of a Deployment",
      stack: [deployment({ initContainers: { setup: privileged } })],
      message: "containers must not run privileged: setup",
    },
    {
      title: "two privileged containers of a CronJob",
      stack: [
        cronJob({
          containers: {
            main: privileged,
            sidecar: privileged,
          },
        }),
      ],
      message: "containers must not run privileged: main, sidecar",
    },
    {
      title: "a TrainJob whose runtime has a privileged container",
      stack: trainJob({ runtimeContainer: privileged }),
      message: "containers must not run privileged: node",
    },
  ],
});
