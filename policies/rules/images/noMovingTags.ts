import { podKinds } from "../../../core/kubernetes/kinds";
import { hasDigest, hasFixedTag } from "../../cel/images";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-moving-tags",
  title: "Images have a digest, or a tag other than latest",
  severity: "high",
  why: "What `latest` is changes without anybody's doing: two pods of one training run other code, and no rollback brings the old one back.",
  fix: "name a version, as repository:1.4.0, or a digest, as repository@sha256:…",
  references: [{ name: "CKV_K8S_14" }, { name: "Kubescape C-0075" }],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers have images that may be others tomorrow",
  violations: `variables.imageContainers
    .filter(c, !${hasDigest("c.image")} && !${hasFixedTag("c.image")})
    .map(c, c.name)`,
});
