import { podKinds } from "../../../core/kubernetes/kinds";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "image-registries",
  title: "Images come from allowed registries",
  severity: "high",
  why: "An image of a look-alike repository, copied from a blog, runs with the team's data and its AWS role.",
  fix: "push the image to a repository of mlops:data.repositories, or add its prefix to guardrails.registries",
  references: [{ name: "CIS EKS 5.1.4" }, { name: "Kubescape C-0001" }, { name: "Kubescape C-0078" }],
  enforcement: "mandatory",
  reads: ["registries"],
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must not use an image from a registry that guardrails.registries does not allow",
  violations: ({ registries }) => `variables.imageContainers
    .filter(c, !${celLiteral(registries)}.exists(r, c.image.startsWith(r)))
    .map(c, c.name)`,
});
