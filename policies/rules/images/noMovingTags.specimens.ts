import { specimens } from "../../specimen";
import { registry } from "../../specimens/baseStack";
import { cronJob, pod } from "../../specimens/pods";
import { rule } from "./noMovingTags";

const image = (reference: string) => ({ containers: { main: { image: reference } } });

export default specimens(rule, {
  passing: [
    { of: "a tag", stack: [pod(image(`${registry}trainer:1.4.0`))] },
    { of: "a digest and no tag", stack: [pod(image(`${registry}trainer@sha256:${"2".repeat(64)}`))] },
  ],
  failing: [
    {
      of: "the tag latest",
      stack: [cronJob(image(`${registry}trainer:latest`))],
      says: "containers must use an image with a digest, or a tag other than latest: main",
    },
    {
      of: "an image without tag and digest",
      stack: [pod({ initContainers: { setup: { image: `${registry}trainer` } } })],
      says: "containers must use an image with a digest, or a tag other than latest: setup",
    },
    {
      of: "a registry port and no tag",
      stack: [pod(image("registry.example.com:5000/trainer"))],
      context: { registries: [registry, "registry.example.com:5000/"] },
      says: "containers must use an image with a digest, or a tag other than latest: main",
    },
  ],
});
