import { specimens } from "../../specimen";
import { cronJob, pod } from "../../specimens/pods";
import { rule } from "./noHostNamespaces";

export default specimens(rule, {
  passing: [
    { title: "a pod with the values set to false", stack: [pod({ spec: { hostNetwork: false, hostPID: false } })] },
  ],
  failing: [
    {
      title: "a pod in the network of its node",
      stack: [pod({ spec: { hostNetwork: true } })],
      message: "the pod must not set: hostNetwork",
    },
    {
      title: "a CronJob that shares processes and memory with its node",
      stack: [cronJob({ spec: { hostPID: true, hostIPC: true } })],
      message: "the pod must not set: hostPID, hostIPC",
    },
  ],
});
