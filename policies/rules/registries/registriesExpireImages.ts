import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "registries-expire-images",
  title: "Repositories expire untagged images",
  severity: "low",
  why: "Every build leaves gigabytes of layers with CUDA, which are billed until someone notices.",
  fix: "add a LifecyclePolicy that expires untagged images, as ImageRepositories does",
  references: [],
  enforcement: "advisory",
  types: ["aws:ecr/repository:Repository"],
  check: (repository, graph) =>
    graph.dependents(repository, "aws:ecr/lifecyclePolicy:LifecyclePolicy", "repository").length > 0
      ? []
      : [{ problem: "should have a LifecyclePolicy" }],
});
