import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./noHostPorts";

export default specimens(rule, {
  passing: [{ title: "a container port", stack: [deployment()] }],
  failing: [
    {
      title: "a container with a host port",
      stack: [
        pod({ containers: { main: { ports: [{ containerPort: 8080 }, { containerPort: 9090, hostPort: 9090 }] } } }),
      ],
      message: "containers must not set hostPort: main",
    },
  ],
});
