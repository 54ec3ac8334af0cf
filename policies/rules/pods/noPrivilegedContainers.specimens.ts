import { specimens } from "../../specimen";
import { cronJob, deployment, pod } from "../../specimens/pods";
import { trainJob } from "../../specimens/training";
import { rule } from "./noPrivilegedContainers";

/** Kubernetes takes no privileged container that forbids processes to gain rights. */
const privileged = { securityContext: { privileged: true, allowPrivilegeEscalation: undefined } };

export default specimens(rule, {
  passing: [
    { of: "a TrainJob", stack: trainJob() },
    { of: "a pod that says no", stack: [pod({ containers: { main: { securityContext: { privileged: false } } } })] },
  ],
  failing: [
    {
      of: "an init container of a Deployment",
      stack: [deployment({ initContainers: { setup: privileged } })],
      says: "containers run privileged: setup",
    },
    {
      of: "two containers of a CronJob",
      stack: [
        cronJob({
          containers: {
            main: privileged,
            sidecar: privileged,
          },
        }),
      ],
      says: "containers run privileged: main, sidecar",
    },
    {
      of: "a TrainJob, of whose runtime the container is",
      stack: trainJob({ runtimeContainer: privileged }),
      says: "containers run privileged: node",
    },
  ],
});
