import { specimens } from "../../specimen";
import { job, pod } from "../../specimens/pods";
import { rule } from "./seccompProfile";

export default specimens(rule, {
  passing: [
    {
      title: "a profile on the container",
      stack: [
        pod({
          containers: {
            main: {
              securityContext: { seccompProfile: { type: "Localhost", localhostProfile: "profiles/main.json" } },
            },
          },
          spec: { securityContext: { seccompProfile: undefined } },
        }),
      ],
    },
  ],
  failing: [
    {
      title: "a pod without a profile",
      stack: [job({ initContainers: { setup: {} }, spec: { securityContext: { seccompProfile: undefined } } })],
      message: "containers must have the seccomp profile RuntimeDefault or Localhost: main, setup",
    },
    {
      title: "a container with the profile Unconfined",
      stack: [pod({ containers: { main: { securityContext: { seccompProfile: { type: "Unconfined" } } } } })],
      message: "containers must have the seccomp profile RuntimeDefault or Localhost: main",
    },
  ],
});
