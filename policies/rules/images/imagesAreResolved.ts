import { fieldsNamed } from "../../../core/json/fieldsNamed";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "images-are-resolved",
  title: "images.lock.json has the digest of every platform image",
  severity: "medium",
  why: "Without a digest, the running image is the one that its owner, or an attacker, has pushed last under the tag.",
  fix: "run npm run images:lock on a machine that reaches the registries, and commit images.lock.json",
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
      .map((image) => ({ problem: `images.lock.json must have a digest for ${image}`, deferred: true })),
});
