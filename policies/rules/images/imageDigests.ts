import { podKinds } from "../../../core/kubernetes/kinds";
import { hasDigest, hasFixedTag } from "../../cel/images";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "image-digests",
  title: "Images are named by digest, or by tags that nobody can move",
  severity: "high",
  why: "Whoever takes over a maker's account moves the tag, and the next node that starts pulls another image under the old name.",
  fix: "add the image's digest, as repository:1.4.0@sha256:…, or push it to a repository of mlops:data.repositories",
  references: [{ name: "CKV_K8S_43" }],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  reads: ["immutableRegistries", "unresolvedImages", "chartImages"],
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers have images whose tag can be moved",
  // Those of the platform that still have no digest, images-are-resolved tells. What charts bring into teams' pods, such
  // as KServe's model servers, the team cannot name otherwise: the chart's pinned version says which it is.
  violations: ({ immutableRegistries, unresolvedImages, chartImages }) => `variables.imageContainers
    .filter(c, ${hasFixedTag("c.image")} && !${hasDigest("c.image")} && !(c.image in ${celLiteral([...new Set([...unresolvedImages, ...chartImages])])})
      && !${celLiteral(immutableRegistries)}.exists(r, c.image.startsWith(r)))
    .map(c, c.name)`,
});
