import { podKinds } from "../../../core/kubernetes/kinds";
import { hasDigest, hasTagOtherThanLatest } from "../../cel/images";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "image-digests",
  title: "Images are pinned by digest, or by a tag that cannot be moved",
  severity: "high",
  why: "Someone who takes over a publisher's account moves the tag, and the next node pulls a different image under the same name.",
  fix: "add the digest of the image, as in repository:1.4.0@sha256:…, or push the image to a repository of mlops:data.repositories",
  references: [{ name: "CKV_K8S_43" }],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  reads: ["immutableRegistries", "unresolvedImages", "chartImages"],
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must not use an image whose tag can be moved",
  // Not reported here: platform images without a digest, which images-are-resolved reports; images that charts add to a
  // team's pods, such as KServe's model servers, because the pinned chart determines them and the team cannot change
  // them; and the tag latest, which no-moving-tags reports.
  violations: ({ immutableRegistries, unresolvedImages, chartImages }) => `variables.imageContainers
    .filter(c, ${hasTagOtherThanLatest("c.image")} && !${hasDigest("c.image")} && !(c.image in ${celLiteral([...new Set([...unresolvedImages, ...chartImages])])})
      && !${celLiteral(immutableRegistries)}.exists(r, c.image.startsWith(r)))
    .map(c, c.name)`,
});
