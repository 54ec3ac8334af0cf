import { describe, expect, it } from "vitest";
import { mirroredChart, mirroredImage, mirroredRepository } from "../../../components/kubernetes/mirror";
import { chartNamed } from "../../../components/services/charts";

describe("mirroredImage", () => {
  it("returns an image unchanged without a mirror", () => {
    expect(mirroredImage({}, "public.ecr.aws/karpenter/controller")).toBe("public.ecr.aws/karpenter/controller");
  });

  it("prefixes the image with the mirror and its registry", () => {
    const mirror = { images: "111122223333.dkr.ecr.us-west-2.amazonaws.com/mirror/" };
    expect(mirroredImage(mirror, "public.ecr.aws/karpenter/controller")).toBe(
      "111122223333.dkr.ecr.us-west-2.amazonaws.com/mirror/public.ecr.aws/karpenter/controller",
    );
  });
});

describe("mirroredChart", () => {
  it("returns the address of OCI charts, and the repository of others", () => {
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

  it("returns the chart's name in the mirror's registry or folder", () => {
    expect(mirroredChart({ charts: "oci://registry.example/charts/" }, chartNamed("cluster-autoscaler")).chart).toBe(
      "oci://registry.example/charts/cluster-autoscaler",
    );
    expect(mirroredChart({ charts: "./vendored" }, chartNamed("karpenter")).chart).toBe("vendored/karpenter");
  });
});

describe("mirroredRepository", () => {
  const repository = "https://github.com/kubeflow/trainer";

  it("returns a repository unchanged without a mirror", () => {
    expect(mirroredRepository({}, repository)).toBe(repository);
  });

  it("prefixes the repository with the mirror and its host", () => {
    expect(mirroredRepository({ git: "https://git.example/mirror/" }, repository)).toBe(
      "https://git.example/mirror/github.com/kubeflow/trainer",
    );
  });
});
