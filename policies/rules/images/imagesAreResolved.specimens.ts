import { specimens } from "../../specimen";
import { context, platformNamespace } from "../../specimens/baseStack";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./imagesAreResolved";

const [unresolved = ""] = context.unresolvedImages;
const namespace = platformNamespace;

export default specimens(rule, {
  passing: [
    {
      title: "an image whose digest is known",
      stack: [pod({ containers: { main: { image: `${unresolved}@sha256:${"4".repeat(64)}` } }, namespace })],
    },
  ],
  failing: [
    {
      title: "an image without a known digest, twice in one pod",
      stack: [
        deployment({
          containers: { main: { image: unresolved } },
          initContainers: { setup: { image: unresolved } },
          namespace,
        }),
      ],
      status: "deferred",
      message: "images.lock.json must have a digest for quay.io/argoproj/argocd:v3.0.0",
    },
  ],
});
