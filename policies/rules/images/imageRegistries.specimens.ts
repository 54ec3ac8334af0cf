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
      of: "an image of another publisher in an allowed registry",
      stack: [job({ containers: { main: { image: `quay.io/argoproj-labs/argoexec@${digest}` } } })],
      says: "containers must not use an image from a registry that guardrails.registries does not allow: main",
    },
    {
      of: "an init container with a Docker Hub image, which has no registry in its name",
      stack: [deployment({ initContainers: { setup: { image: `busybox@${digest}` } } })],
      says: "containers must not use an image from a registry that guardrails.registries does not allow: setup",
    },
    {
      of: "a TrainJob whose image replaces that of its runtime",
      stack: trainJob({ spec: { trainer: { image: `docker.io/somebody/trainer@${digest}` } } }),
      says: "containers must not use an image from a registry that guardrails.registries does not allow: node",
    },
  ],
});
