import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./runsAsNonRoot";

const main = { securityContext: { runAsNonRoot: true, runAsUser: 1000 } };

export default specimens(rule, {
  passing: [
    {
      of: "a container that says it where the pod does not",
      stack: [
        pod({ containers: { main }, spec: { securityContext: { runAsNonRoot: undefined, runAsUser: undefined } } }),
      ],
    },
    { of: "the image's own user", stack: [pod({ spec: { securityContext: { runAsUser: undefined } } })] },
  ],
  failing: [
    {
      of: "a pod that says nothing, with a container that does",
      stack: [
        deployment({
          containers: { main, sidecar: {} },
          spec: { securityContext: { runAsNonRoot: undefined } },
        }),
      ],
      says: "containers may run as root: sidecar",
    },
    {
      of: "a container that takes back what the pod says",
      stack: [pod({ initContainers: { setup: { securityContext: { runAsNonRoot: false } } } })],
      says: "containers may run as root: setup",
    },
    {
      of: "user 0",
      stack: [pod({ spec: { securityContext: { runAsUser: 0 } } })],
      says: "containers may run as root: main",
    },
  ],
});
