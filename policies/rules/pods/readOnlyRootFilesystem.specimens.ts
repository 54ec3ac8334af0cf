import { specimens } from "../../specimen";
import { job, pod } from "../../specimens/pods";
import { rule } from "./readOnlyRootFilesystem";

export default specimens(rule, {
  passing: [
    {
      title: "a container that writes to an emptyDir volume",
      stack: [
        pod({
          containers: { main: { volumeMounts: [{ name: "tmp", mountPath: "/tmp" }] } },
          spec: { volumes: [{ name: "tmp", emptyDir: {} }] },
        }),
      ],
    },
    {
      title: "a debug container that writes",
      stack: [pod({ ephemeralContainers: { debugger: { securityContext: { readOnlyRootFilesystem: undefined } } } })],
    },
  ],
  failing: [
    {
      title: "containers that do not set it, or set it to false",
      stack: [
        job({
          containers: { main: { securityContext: { readOnlyRootFilesystem: undefined } } },
          initContainers: { setup: { securityContext: { readOnlyRootFilesystem: false } } },
        }),
      ],
      message: "containers should set readOnlyRootFilesystem: true: main, setup",
    },
  ],
});
