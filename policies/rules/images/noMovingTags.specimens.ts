import { specimens } from "../../specimen";
import { registry } from "../../specimens/baseStack";
import { cronJob, pod } from "../../specimens/pods";
import { rule } from "./noMovingTags";

const image = (reference: string) => ({ containers: { main: { image: reference } } });

export default specimens(rule, {
  passing: [
    { title: "a tag", stack: [pod(image(`${registry}trainer:1.4.0`))] },
    { title: "a digest and no tag", stack: [pod(image(`${registry}trainer@sha256:${"2".repeat(64)}`))] },
  ],
  failing: [
    {
      title: "the tag latest",
      stack: [cronJob(image(`${registry}trainer:latest`))],
      message: "containers must use an image with a digest, or a tag other than latest: main",
    },
    {
      title: "an image without tag and digest",
      stack: [pod({ initContainers: { setup: { image: `${registry}trainer` } } })],
      message: "containers must use an image with a digest, or a tag other than latest: setup",
    },
    {
      title: "a registry port and no tag",
      stack: [pod(image("registry.example.com:5000/trainer"))],
      context: { registries: [registry, "registry.example.com:5000/"] },
      message: "containers must use an image with a digest, or a tag other than latest: main",
    },
  ],
});
