import { specimens } from "../../specimen";
import { cronJob, pod } from "../../specimens/pods";
import { rule } from "./noHostNamespaces";

export default specimens(rule, {
  passing: [{ of: "a pod that says no", stack: [pod({ spec: { hostNetwork: false, hostPID: false } })] }],
  failing: [
    {
      of: "a pod in its node's network",
      stack: [pod({ spec: { hostNetwork: true } })],
      says: "the pod shares with its node: hostNetwork",
    },
    {
      of: "a CronJob among its node's processes",
      stack: [cronJob({ spec: { hostPID: true, hostIPC: true } })],
      says: "the pod shares with its node: hostPID, hostIPC",
    },
  ],
});
