import { type Mutation, set } from "./mutation";
import { container, digits, mlflow, resnet } from "./targets";

const digest = `sha256:${"0".repeat(64)}`;
const newImage = "ghcr.io/mlflow/mlflow:v9.9.9";

export const imageMutations: readonly Mutation[] = [
  {
    rule: "image-digests",
    defect: "a tag without a digest",
    target: mlflow,
    change: set([...container, "image"], newImage),
    message: "containers must not use an image whose tag can be moved: mlflow",
    settles: ["images-are-resolved"],
  },
  {
    rule: "image-registries",
    defect: "an image of an unknown publisher on Docker Hub",
    target: mlflow,
    change: set([...container, "image"], `docker.io/unknown/mlflow@${digest}`),
    message: "containers must not use an image from a registry that guardrails.registries does not allow: mlflow",
    settles: ["images-are-resolved"],
  },
  {
    rule: "image-registries",
    defect: "a training on several nodes with an image of an unknown publisher on Docker Hub",
    target: resnet,
    change: set(["spec", "trainer", "image"], `docker.io/unknown/trainer@${digest}`),
    message: "containers must not use an image from a registry that guardrails.registries does not allow: node",
    settles: ["image-digests", "no-moving-tags", "images-are-resolved"],
  },
  {
    rule: "images-are-resolved",
    defect: "a platform image without a digest in the lock file",
    target: digits,
    change: set([...container, "image"], newImage),
    context: { unresolvedImages: [newImage] },
    status: "deferred",
    message: `images.lock.json must have a digest for ${newImage}`,
    settles: ["image-digests", "image-registries", "no-moving-tags"],
  },
  {
    rule: "no-moving-tags",
    defect: "the tag latest",
    target: mlflow,
    change: set([...container, "image"], "ghcr.io/mlflow/mlflow:latest"),
    message: "containers must use an image with a digest, or a tag other than latest: mlflow",
    settles: ["images-are-resolved"],
  },
];
