import { describe, expect, it } from "vitest";
import { mirroredChart, mirroredImage, mirroredRepository } from "../../../components/kubernetes/mirror";
import { chartNamed } from "../../../components/services/charts";

describe("mirroredImage", () => {
  it("leaves an image where it is without a mirror", () => {
    expect(mirroredImage({}, "public.ecr.aws/karpenter/controller")).toBe("public.ecr.aws/karpenter/controller");
  });

  it("looks for it under its registry's name in the mirror", () => {
    const mirror = { images: "111122223333.dkr.ecr.us-west-2.amazonaws.com/mirror/" };
    expect(mirroredImage(mirror, "public.ecr.aws/karpenter/controller")).toBe(
      "111122223333.dkr.ecr.us-west-2.amazonaws.com/mirror/public.ecr.aws/karpenter/controller",
    );
  });
});

describe("mirroredChart", () => {
  it("fetches OCI charts whole and others from their repository", () => {
    expect(mirroredChart({}, chartNamed("karpenter"))).toEqual({
      chart: "oci://public.ecr.aws/karpenter/karpenter",
      version: chartNamed("karpenter").version,
    });
    expect(mirroredChart({}, chartNamed("cluster-autoscaler"))).toEqual({
      chart: "cluster-autoscaler",
      version: chartNamed("cluster-autoscaler").version,
      repositoryOpts: { repo: "https://kubernetes.github.io/autoscaler" },
    });
  });

  it("finds either by its name in a registry or a folder", () => {
    expect(mirroredChart({ charts: "oci://registry.example/charts/" }, chartNamed("cluster-autoscaler")).chart).toBe(
      "oci://registry.example/charts/cluster-autoscaler",
    );
    expect(mirroredChart({ charts: "./vendored" }, chartNamed("karpenter")).chart).toBe("vendored/karpenter");
  });
});

describe("mirroredRepository", () => {
  const repository = "https://github.com/kubeflow/trainer";

  it("leaves a repository where it is without a mirror", () => {
    expect(mirroredRepository({}, repository)).toBe(repository);
  });

  it("looks for it under its host's name in the mirror", () => {
    expect(mirroredRepository({ git: "https://git.example/mirror/" }, repository)).toBe(
      "https://git.example/mirror/github.com/kubeflow/trainer",
    );
  });
});
