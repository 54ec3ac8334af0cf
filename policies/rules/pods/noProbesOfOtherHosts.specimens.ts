import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./noProbesOfOtherHosts";

export default specimens(rule, {
  passing: [{ title: "probes of the own pod", stack: [deployment()] }],
  failing: [
    {
      title: "a probe of another host",
      stack: [
        deployment({ containers: { main: { livenessProbe: { tcpSocket: { port: 5432, host: "192.0.2.7" } } } } }),
      ],
      message: "containers must not have probes or hooks that call another host: main",
    },
    {
      title: "a hook that calls another host",
      stack: [
        pod({
          containers: { main: { lifecycle: { preStop: { httpGet: { path: "/", port: 80, host: "192.0.2.7" } } } } },
        }),
      ],
      message: "containers must not have probes or hooks that call another host: main",
    },
  ],
});
