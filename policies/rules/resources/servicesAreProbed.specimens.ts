import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { controllerOf, deployment, statefulSet } from "../../specimens/pods";
import { rule } from "./servicesAreProbed";

const withoutProbes = { ports: undefined, readinessProbe: undefined, livenessProbe: undefined };

const withoutReadinessProbe = { readinessProbe: undefined };

export default specimens(rule, {
  passing: [
    { title: "a server with a readiness probe", stack: [statefulSet()] },
    { title: "a worker without ports", stack: [deployment({ containers: { main: withoutProbes } })] },
    {
      title: "a platform service without a probe",
      stack: [deployment({ containers: { main: { readinessProbe: undefined } }, namespace: platformNamespace })],
    },
    {
      title: "a suggestion service that Katib creates",
      stack: [
        deployment({
          containers: { main: withoutReadinessProbe },
          owner: controllerOf("kubeflow.org/v1beta1", "Suggestion"),
        }),
      ],
    },
  ],
  failing: [
    {
      title: "a server whose owner is of a kind that creates none",
      stack: [deployment({ containers: { main: withoutReadinessProbe }, owner: controllerOf("v1", "ConfigMap") })],
      message: "containers with ports must have a readinessProbe: main",
    },
    {
      title: "a server with only a liveness probe",
      stack: [deployment({ containers: { main: { readinessProbe: undefined } } })],
      message: "containers with ports must have a readinessProbe: main",
    },
    {
      title: "a sidecar of a StatefulSet without a probe",
      stack: [statefulSet({ containers: { metrics: { ports: [{ containerPort: 9090 }] } } })],
      message: "containers with ports must have a readinessProbe: metrics",
    },
  ],
});
