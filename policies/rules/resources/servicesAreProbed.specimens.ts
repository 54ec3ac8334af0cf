import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { controllerOf, deployment, statefulSet } from "../../specimens/pods";
import { rule } from "./servicesAreProbed";

const silent = { ports: undefined, readinessProbe: undefined, livenessProbe: undefined };

const unready = { readinessProbe: undefined };

export default specimens(rule, {
  passing: [
    { of: "a server that is probed", stack: [statefulSet()] },
    { of: "a worker that listens to nobody", stack: [deployment({ containers: { main: silent } })] },
    {
      of: "a service of the platform",
      stack: [deployment({ containers: { main: { readinessProbe: undefined } }, namespace: platformNamespace })],
    },
    {
      of: "a suggestion service of Katib's",
      stack: [deployment({ containers: { main: unready }, owner: controllerOf("kubeflow.org/v1beta1", "Suggestion") })],
    },
  ],
  failing: [
    {
      of: "a server with an owner that makes none",
      stack: [deployment({ containers: { main: unready }, owner: controllerOf("v1", "ConfigMap") })],
      says: "containers listen, and have no readinessProbe: main",
    },
    {
      of: "a server that is asked whether it lives alone",
      stack: [deployment({ containers: { main: { readinessProbe: undefined } } })],
      says: "containers listen, and have no readinessProbe: main",
    },
    {
      of: "a sidecar of a StatefulSet",
      stack: [statefulSet({ containers: { metrics: { ports: [{ containerPort: 9090 }] } } })],
      says: "containers listen, and have no readinessProbe: metrics",
    },
  ],
});
