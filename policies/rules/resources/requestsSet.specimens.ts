import { specimens } from "../../specimen";
import { controllerOf, cronJob, deployment, pod } from "../../specimens/pods";
import { rule } from "./requestsSet";

const silent = { resources: undefined };

export default specimens(rule, {
  passing: [
    {
      of: "limits, which are requests too",
      stack: [
        deployment({ containers: { main: { resources: { requests: undefined, limits: { cpu: 1, memory: "1Gi" } } } } }),
      ],
    },
    {
      of: "a pod, which gets its namespace's defaults",
      stack: [pod({ containers: { main: { resources: undefined } } })],
    },
    {
      of: "a model server of KServe's",
      stack: [
        deployment({
          containers: { main: silent },
          owner: controllerOf("serving.kserve.io/v1beta1", "InferenceService"),
        }),
      ],
    },
  ],
  failing: [
    {
      of: "a Deployment with an owner that makes none",
      stack: [deployment({ containers: { main: silent }, owner: controllerOf("v1", "ConfigMap") })],
      says: "containers leave out: main (cpu, memory, limit of memory)",
    },
    {
      of: "a Deployment that says nothing",
      stack: [deployment({ containers: { main: { resources: undefined } } })],
      says: "containers leave out: main (cpu, memory, limit of memory)",
    },
    {
      of: "a sidecar and an init container of a CronJob",
      stack: [
        cronJob({
          containers: { sidecar: { resources: { limits: undefined } } },
          initContainers: { setup: { resources: { requests: { cpu: undefined } } } },
        }),
      ],
      says: "containers leave out: sidecar (limit of memory), setup (cpu)",
    },
  ],
});
