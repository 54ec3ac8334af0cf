import { specimens } from "../../specimen";
import { deployment, job, pod } from "../../specimens/pods";
import { trainJob } from "../../specimens/training";
import { rule } from "./imageRegistries";

const digest = `sha256:${"1".repeat(64)}`;

export default specimens(rule, {
  passing: [
    {
      of: "an image of the platform",
      stack: [pod({ containers: { main: { image: `quay.io/argoproj/argoexec@${digest}` } } })],
    },
  ],
  failing: [
    {
      of: "an image of a registry's whole public",
      stack: [job({ containers: { main: { image: `quay.io/argoproj-labs/argoexec@${digest}` } } })],
      says: "containers have images from elsewhere: main",
    },
    {
      of: "an init container's image of Docker Hub, which has no registry in its name",
      stack: [deployment({ initContainers: { setup: { image: `busybox@${digest}` } } })],
      says: "containers have images from elsewhere: setup",
    },
    {
      of: "a TrainJob's own image, in the place of its runtime's",
      stack: trainJob({ spec: { trainer: { image: `docker.io/somebody/trainer@${digest}` } } }),
      says: "containers have images from elsewhere: node",
    },
  ],
});
