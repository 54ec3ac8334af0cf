import { specimens } from "../../specimen";
import { job, pod } from "../../specimens/pods";
import { rule } from "./seccompProfile";

export default specimens(rule, {
  passing: [
    {
      of: "a container's own profile",
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
      of: "a pod that says nothing",
      stack: [job({ initContainers: { setup: {} }, spec: { securityContext: { seccompProfile: undefined } } })],
      says: "containers run without a seccomp profile: main, setup",
    },
    {
      of: "a container that is let off",
      stack: [pod({ containers: { main: { securityContext: { seccompProfile: { type: "Unconfined" } } } } })],
      says: "containers run without a seccomp profile: main",
    },
  ],
});
