import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./noDefaultNamespace";

export default specimens(rule, {
  passing: [
    { title: "a team's pod", stack: [pod()] },
    { title: "a Deployment of the platform", stack: [deployment({ namespace: platformNamespace })] },
  ],
  failing: [
    {
      title: "a pod without a team's namespace",
      stack: [pod({ namespace: "default" })],
      message: "workloads must not run in the namespace default: Pod",
    },
    {
      title: "a Deployment without a team's namespace",
      stack: [deployment({ namespace: "default" })],
      message: "workloads must not run in the namespace default: Deployment",
    },
  ],
});
