import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "registries-expire-images",
  title: "Repositories let go of images that nothing names",
  severity: "low",
  why: "Each build leaves gigabytes of layers with CUDA in them, which are paid for until somebody asks why.",
  fix: "add a LifecyclePolicy that expires untagged images, as ImageRepositories does",
  references: [],
  enforcement: "advisory",
  types: ["aws:ecr/repository:Repository"],
  check: (repository, graph) =>
    graph.naming(repository, "aws:ecr/lifecyclePolicy:LifecyclePolicy", "repository").length > 0
      ? []
      : [{ problem: "has no LifecyclePolicy" }],
});
