import { podKinds } from "../../../core/kubernetes/kinds";
import { hasDigest, hasTagOtherThanLatest } from "../../cel/images";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-moving-tags",
  title: "Images have a digest, or a tag other than latest",
  severity: "high",
  why: "The image behind latest changes without notice: two pods of one training run different code, and a rollback does not restore the old one.",
  fix: "name a version, as in repository:1.4.0, or a digest, as in repository@sha256:…",
  references: [{ name: "CKV_K8S_14" }, { name: "Kubescape C-0075" }],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must use an image with a digest, or a tag other than latest",
  violations: `variables.imageContainers
    .filter(c, !${hasDigest("c.image")} && !${hasTagOtherThanLatest("c.image")})
    .map(c, c.name)`,
});
