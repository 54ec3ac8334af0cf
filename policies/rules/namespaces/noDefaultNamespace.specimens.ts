import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./noDefaultNamespace";

export default specimens(rule, {
  passing: [
    { of: "a team's pod", stack: [pod()] },
    { of: "a Deployment of the platform", stack: [deployment({ namespace: platformNamespace })] },
  ],
  failing: [
    {
      of: "a pod without a team's namespace",
      stack: [pod({ namespace: "default" })],
      says: "workloads must not run in the namespace default: Pod",
    },
    {
      of: "a Deployment without a team's namespace",
      stack: [deployment({ namespace: "default" })],
      says: "workloads must not run in the namespace default: Deployment",
    },
  ],
});
