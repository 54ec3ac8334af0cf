import { describe, expect, it } from "vitest";
import { planStack } from "../../support/plan";
import { all } from "../../support/record";
import { settingsProblems } from "../../support/settings";

const publicAccessCidrs = ["203.0.113.0/24"];

/** Problems of releases, as `path: message | fix`. */
function problems(nodeReleases: object): string[] {
  return settingsProblems({
    zones: ["us-west-2a", "us-west-2b"],
    cluster: { publicAccessCidrs, version: "1.35", nodeReleases },
    compute: {
      pools: {
        neuron: {
          provisioner: "managedNodeGroup",
          purpose: "training",
          instanceTypes: ["inf2.xlarge"],
          zones: ["us-west-2a"],
          limits: { accelerators: 2 },
        },
      },
    },
  });
}

describe("releases of node images", () => {
  it("accepts releases of the groups' AMI types", () => {
    const releases = { BOTTLEROCKET_x86_64: "1.63.0-1a2b3c4d", AL2023_x86_64_NEURON: "1.35.3-20260930" };
    expect(problems(releases)).toEqual([]);
  });

  it("rejects a release that no group uses", () => {
    expect(problems({ BOTTLEROCKET_x86_64_NVIDIA: "1.63.0-1a2b3c4d" })).toEqual([
      "cluster.nodeReleases.BOTTLEROCKET_x86_64_NVIDIA: must be the AMI type of a managed node group: the groups have BOTTLEROCKET_x86_64, AL2023_x86_64_NEURON | remove it; images of Karpenter's nodes are pinned in components/versions/nodeImages.ts",
    ]);
  });

  it("rejects a release of another Kubernetes version, or of another system", () => {
    expect(problems({ AL2023_x86_64_NEURON: "1.34.7-20260930" })).toEqual([
      "cluster.nodeReleases.AL2023_x86_64_NEURON: must be a release for Kubernetes 1.35 (mlops:cluster.version) | use a release that starts with 1.35, and change it together with the Kubernetes version",
    ]);
    expect(problems({ BOTTLEROCKET_x86_64: "1.35.3-20260930" })).toEqual([
      "cluster.nodeReleases.BOTTLEROCKET_x86_64: must be a release of Bottlerocket, which ends with a commit, not a release of Amazon Linux | use a release of Bottlerocket, such as 1.63.0-1a2b3c4d",
    ]);
  });

  it("rejects latest, which moves", () => {
    const [problem, ...others] = problems({ BOTTLEROCKET_x86_64: "latest" });
    expect(others).toEqual([]);
    expect(problem).toContain(
      "must be the release of a node image: VERSION-COMMIT of Bottlerocket, KUBERNETES-DATE of Amazon Linux",
    );
  });

  it("reach the node groups", async () => {
    const nodeReleases = { BOTTLEROCKET_x86_64: "1.63.0-1a2b3c4d" };
    const groups = all(
      await planStack("dev", { cluster: { publicAccessCidrs, nodeReleases } }),
      "aws:eks/nodeGroup:NodeGroup",
    );
    expect(groups.map(({ inputs }) => inputs.releaseVersion)).toEqual(["1.63.0-1a2b3c4d"]);
  });
});
