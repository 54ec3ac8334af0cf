import { specimens } from "../../specimen";
import { job, pod } from "../../specimens/pods";
import { rule } from "./readOnlyRootFilesystem";

export default specimens(rule, {
  passing: [
    {
      of: "a container that writes to scratch",
      stack: [
        pod({
          containers: { main: { volumeMounts: [{ name: "tmp", mountPath: "/tmp" }] } },
          spec: { volumes: [{ name: "tmp", emptyDir: {} }] },
        }),
      ],
    },
    {
      of: "a debugger that writes",
      stack: [pod({ ephemeralContainers: { debugger: { securityContext: { readOnlyRootFilesystem: undefined } } } })],
    },
  ],
  failing: [
    {
      of: "containers that say nothing, or no",
      stack: [
        job({
          containers: { main: { securityContext: { readOnlyRootFilesystem: undefined } } },
          initContainers: { setup: { securityContext: { readOnlyRootFilesystem: false } } },
        }),
      ],
      says: "containers can write to their root filesystem: main, setup",
    },
  ],
});
