import { specimens } from "../../specimen";
import { registry } from "../../specimens/baseStack";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./imageDigests";

const argoexec = "quay.io/argoproj/argoexec:v4.0.0";
const argocli = "quay.io/argoproj/argocli:v4.0.0";

export default specimens(rule, {
  passing: [
    {
      title: "an image that a chart adds to a team's pod",
      stack: [pod({ initContainers: { init: { image: argoexec } } })],
    },
    {
      title: "a tag with a digest",
      stack: [pod({ containers: { main: { image: `${argocli}@sha256:${"3".repeat(64)}` } } })],
    },
    {
      title: "a tag in the account's own repository",
      stack: [deployment({ containers: { main: { image: `${registry}server:1.0.0` } } })],
    },
  ],
  failing: [
    {
      title: "a tag in another repository",
      stack: [pod({ initContainers: { init: { image: argocli } } })],
      message: "containers must not use an image whose tag can be moved: init",
    },
  ],
});
