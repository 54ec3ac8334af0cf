import { specimens } from "../../specimen";
import { registry } from "../../specimens/baseStack";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./imageDigests";

const argoexec = "quay.io/argoproj/argoexec:v4.0.0";
const argocli = "quay.io/argoproj/argocli:v4.0.0";

export default specimens(rule, {
  passing: [
    {
      of: "an image that a chart adds to a team's pod",
      stack: [pod({ initContainers: { init: { image: argoexec } } })],
    },
    {
      of: "a tag with a digest",
      stack: [pod({ containers: { main: { image: `${argocli}@sha256:${"3".repeat(64)}` } } })],
    },
    {
      of: "a tag in the account's own repository",
      stack: [deployment({ containers: { main: { image: `${registry}server:1.0.0` } } })],
    },
  ],
  failing: [
    {
      of: "a tag in another repository",
      stack: [pod({ initContainers: { init: { image: argocli } } })],
      says: "containers must not use an image whose tag can be moved: init",
    },
  ],
});
