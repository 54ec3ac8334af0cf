import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./capabilitiesDropped";

export default specimens(rule, {
  passing: [
    {
      title: "a server that adds NET_BIND_SERVICE",
      stack: [
        deployment({ containers: { main: { securityContext: { capabilities: { add: ["NET_BIND_SERVICE"] } } } } }),
      ],
    },
  ],
  failing: [
    {
      title: "a container that drops only some capabilities",
      stack: [pod({ containers: { main: { securityContext: { capabilities: { drop: ["NET_RAW"] } } } } })],
      message: "containers must drop all capabilities and add at most NET_BIND_SERVICE: main",
    },
    {
      title: "an init container that drops none, and a container that adds one",
      stack: [
        deployment({
          initContainers: { setup: { securityContext: { capabilities: undefined } } },
          containers: { main: { securityContext: { capabilities: { add: ["NET_ADMIN"] } } } },
        }),
      ],
      message: "containers must drop all capabilities and add at most NET_BIND_SERVICE: main, setup",
    },
  ],
});
