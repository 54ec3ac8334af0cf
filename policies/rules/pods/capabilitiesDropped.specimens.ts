import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./capabilitiesDropped";

export default specimens(rule, {
  passing: [
    {
      of: "a server on a port below 1024",
      stack: [
        deployment({ containers: { main: { securityContext: { capabilities: { add: ["NET_BIND_SERVICE"] } } } } }),
      ],
    },
  ],
  failing: [
    {
      of: "a container that drops some",
      stack: [pod({ containers: { main: { securityContext: { capabilities: { drop: ["NET_RAW"] } } } } })],
      says: "containers keep or add capabilities: main",
    },
    {
      of: "an init container that says nothing, and one that adds",
      stack: [
        deployment({
          initContainers: { setup: { securityContext: { capabilities: undefined } } },
          containers: { main: { securityContext: { capabilities: { add: ["NET_ADMIN"] } } } },
        }),
      ],
      says: "containers keep or add capabilities: main, setup",
    },
  ],
});
