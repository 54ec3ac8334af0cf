import { specimens } from "../../specimen";
import { deployment, job, pod } from "../../specimens/pods";
import { trainJob } from "../../specimens/training";
import { rule } from "./imageRegistries";

const digest = `sha256:${"1".repeat(64)}`;

export default specimens(rule, {
  passing: [
    {
      title: "an image of the platform",
      stack: [pod({ containers: { main: { image: `quay.io/argoproj/argoexec@${digest}` } } })],
    },
  ],
  failing: [
    {
      title: "an image of another publisher in an allowed registry",
      stack: [job({ containers: { main: { image: `quay.io/argoproj-labs/argoexec@${digest}` } } })],
      message: "containers must not use an image from a registry that guardrails.registries does not allow: main",
    },
    {
      title: "an init container with a Docker Hub image, which has no registry in its name",
      stack: [deployment({ initContainers: { setup: { image: `busybox@${digest}` } } })],
      message: "containers must not use an image from a registry that guardrails.registries does not allow: setup",
    },
    {
      title: "a TrainJob whose image replaces that of its runtime",
      stack: trainJob({ spec: { trainer: { image: `docker.io/somebody/trainer@${digest}` } } }),
      message: "containers must not use an image from a registry that guardrails.registries does not allow: node",
    },
  ],
});
