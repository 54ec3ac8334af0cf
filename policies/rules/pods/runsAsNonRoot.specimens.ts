import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./runsAsNonRoot";

const main = { securityContext: { runAsNonRoot: true, runAsUser: 1000 } };

export default specimens(rule, {
  passing: [
    {
      title: "a pod that does not set it, with a container that does",
      stack: [
        pod({ containers: { main }, spec: { securityContext: { runAsNonRoot: undefined, runAsUser: undefined } } }),
      ],
    },
    {
      title: "a pod with the user of its image",
      stack: [pod({ spec: { securityContext: { runAsUser: undefined } } })],
    },
  ],
  failing: [
    {
      title: "a pod that does not set it, with one of two containers that does",
      stack: [
        deployment({
          containers: { main, sidecar: {} },
          spec: { securityContext: { runAsNonRoot: undefined } },
        }),
      ],
      message: "containers must set runAsNonRoot: true and must not use user 0: sidecar",
    },
    {
      title: "a container that sets it to false in a pod that sets it to true",
      stack: [pod({ initContainers: { setup: { securityContext: { runAsNonRoot: false } } } })],
      message: "containers must set runAsNonRoot: true and must not use user 0: setup",
    },
    {
      title: "a container with user 0",
      stack: [pod({ spec: { securityContext: { runAsUser: 0 } } })],
      message: "containers must set runAsNonRoot: true and must not use user 0: main",
    },
  ],
});
