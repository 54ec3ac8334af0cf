import { podKinds } from "../../../core/kubernetes/kinds";
import { hasDigest, hasFixedTag } from "../../cel/images";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "image-digests",
  title: "Images are pinned by digest, or by a tag that cannot be moved",
  severity: "high",
  why: "Someone who takes over a publisher's account moves the tag, and the next node pulls a different image under the same name.",
  fix: "add the digest of the image, as in repository:1.4.0@sha256:…, or push it to a repository of mlops:data.repositories",
  references: [{ name: "CKV_K8S_43" }],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  reads: ["immutableRegistries", "unresolvedImages", "chartImages"],
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must not use an image whose tag can be moved",
  // The rule images-are-resolved reports platform images without a digest. A team cannot change the images that charts add to
  // its pods, such as KServe's model servers: the pinned version of the chart determines them.
  violations: ({ immutableRegistries, unresolvedImages, chartImages }) => `variables.imageContainers
    .filter(c, ${hasFixedTag("c.image")} && !${hasDigest("c.image")} && !(c.image in ${celLiteral([...new Set([...unresolvedImages, ...chartImages])])})
      && !${celLiteral(immutableRegistries)}.exists(r, c.image.startsWith(r)))
    .map(c, c.name)`,
});
