import { specimens } from "../../specimen";
import { controllerOf, cronJob, deployment, pod } from "../../specimens/pods";
import { rule } from "./requestsSet";

const withoutResources = { resources: undefined };

export default specimens(rule, {
  passing: [
    {
      title: "limits without requests, which default to the limits",
      stack: [
        deployment({ containers: { main: { resources: { requests: undefined, limits: { cpu: 1, memory: "1Gi" } } } } }),
      ],
    },
    {
      title: "a Pod, which gets the defaults of its namespace",
      stack: [pod({ containers: { main: { resources: undefined } } })],
    },
    {
      title: "a model server that KServe creates",
      stack: [
        deployment({
          containers: { main: withoutResources },
          owner: controllerOf("serving.kserve.io/v1beta1", "InferenceService"),
        }),
      ],
    },
  ],
  failing: [
    {
      title: "a Deployment whose owner is of a kind that creates none",
      stack: [deployment({ containers: { main: withoutResources }, owner: controllerOf("v1", "ConfigMap") })],
      message: "containers must set resources: main (cpu, memory, memory limit)",
    },
    {
      title: "a Deployment without requests and limits",
      stack: [deployment({ containers: { main: { resources: undefined } } })],
      message: "containers must set resources: main (cpu, memory, memory limit)",
    },
    {
      title: "a sidecar and an init container of a CronJob without some of them",
      stack: [
        cronJob({
          containers: { sidecar: { resources: { limits: undefined } } },
          initContainers: { setup: { resources: { requests: { cpu: undefined } } } },
        }),
      ],
      message: "containers must set resources: sidecar (memory limit), setup (cpu)",
    },
  ],
});
