import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./noDefaultNamespace";

export default specimens(rule, {
  passing: [
    { of: "a pod of a team", stack: [pod()] },
    { of: "a Deployment of the platform", stack: [deployment({ namespace: platformNamespace })] },
  ],
  failing: [
    { of: "a pod", stack: [pod({ namespace: "default" })], says: "runs in the namespace default: Pod" },
    {
      of: "a Deployment",
      stack: [deployment({ namespace: "default" })],
      says: "runs in the namespace default: Deployment",
    },
  ],
});
