import { type Mutation, set } from "./mutation";
import { container, digits, mlflow, resnet } from "./targets";

const digest = `sha256:${"0".repeat(64)}`;
const newImage = "ghcr.io/mlflow/mlflow:v9.9.9";

export const imageMutations: readonly Mutation[] = [
  {
    rule: "image-digests",
    breaks: "the image: a tag that the platform has looked up no digest for",
    of: mlflow,
    change: set([...container, "image"], newImage),
    says: "containers have images whose tag can be moved: mlflow",
    settles: ["images-are-resolved"],
  },
  {
    rule: "image-registries",
    breaks: "the image: somebody else's on Docker Hub",
    of: mlflow,
    change: set([...container, "image"], `docker.io/somebody/mlflow@${digest}`),
    says: "containers have images from elsewhere: mlflow",
    settles: ["images-are-resolved"],
  },
  {
    rule: "image-registries",
    breaks: "the image of a training on several nodes: somebody else's on Docker Hub",
    of: resnet,
    change: set(["spec", "trainer", "image"], `docker.io/somebody/trainer@${digest}`),
    says: "containers have images from elsewhere: node",
    settles: ["image-digests", "no-moving-tags", "images-are-resolved"],
  },
  {
    rule: "images-are-resolved",
    breaks: "the image: one of the platform's that the lock lacks",
    of: digits,
    change: set([...container, "image"], newImage),
    context: { unresolvedImages: [newImage] },
    status: "deferred",
    says: `images.lock.json has no digest for ${newImage} yet`,
    settles: ["image-digests", "image-registries", "no-moving-tags"],
  },
  {
    rule: "no-moving-tags",
    breaks: "the image: the newest",
    of: mlflow,
    change: set([...container, "image"], "ghcr.io/mlflow/mlflow:latest"),
    says: "containers have images that may be others tomorrow: mlflow",
    settles: ["images-are-resolved"],
  },
];
