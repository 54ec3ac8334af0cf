import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./runsAsNonRoot";

const main = { securityContext: { runAsNonRoot: true, runAsUser: 1000 } };

export default specimens(rule, {
  passing: [
    {
      of: "a pod that does not set it, with a container that does",
      stack: [
        pod({ containers: { main }, spec: { securityContext: { runAsNonRoot: undefined, runAsUser: undefined } } }),
      ],
    },
    { of: "a pod with the user of its image", stack: [pod({ spec: { securityContext: { runAsUser: undefined } } })] },
  ],
  failing: [
    {
      of: "a pod that does not set it, with one of two containers that does",
      stack: [
        deployment({
          containers: { main, sidecar: {} },
          spec: { securityContext: { runAsNonRoot: undefined } },
        }),
      ],
      says: "containers must set runAsNonRoot: true and must not use user 0: sidecar",
    },
    {
      of: "a container that sets it to false in a pod that sets it to true",
      stack: [pod({ initContainers: { setup: { securityContext: { runAsNonRoot: false } } } })],
      says: "containers must set runAsNonRoot: true and must not use user 0: setup",
    },
    {
      of: "a container with user 0",
      stack: [pod({ spec: { securityContext: { runAsUser: 0 } } })],
      says: "containers must set runAsNonRoot: true and must not use user 0: main",
    },
  ],
});
