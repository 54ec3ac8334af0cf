import { fieldsNamed } from "../../../core/json/fieldsNamed";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "images-are-resolved",
  title: "The digest of every image of the platform has been found out",
  severity: "medium",
  why: "Until somebody has asked the registry, what runs is whatever its owner, or a thief, has put under the tag by then.",
  fix: "run npm run images:lock where the registries can be reached, and commit images.lock.json",
  references: [{ name: "CKV_K8S_43" }],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  reads: ["unresolvedImages"],
  types: [
    "kubernetes:core/v1:Pod",
    "kubernetes:apps/v1:Deployment",
    "kubernetes:apps/v1:StatefulSet",
    "kubernetes:apps/v1:DaemonSet",
    "kubernetes:batch/v1:Job",
    "kubernetes:batch/v1:CronJob",
    "kubernetes:serving.kserve.io/v1alpha1:ClusterStorageContainer",
    "kubernetes:trainer.kubeflow.org/v1alpha1:ClusterTrainingRuntime",
  ],
  check: ({ inputs }, _, { unresolvedImages }) =>
    [...new Set(fieldsNamed(inputs, "image"))]
      .filter((image) => typeof image === "string" && unresolvedImages.includes(image))
      .map((image) => ({ problem: `images.lock.json has no digest for ${image} yet`, deferred: true })),
});
