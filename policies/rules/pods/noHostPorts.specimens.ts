import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./noHostPorts";

export default specimens(rule, {
  passing: [{ of: "a port of the pod's own", stack: [deployment()] }],
  failing: [
    {
      of: "a container on a port of its node",
      stack: [
        pod({ containers: { main: { ports: [{ containerPort: 8080 }, { containerPort: 9090, hostPort: 9090 }] } } }),
      ],
      says: "containers listen on their node: main",
    },
  ],
});
