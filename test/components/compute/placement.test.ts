import { describe, expect, it } from "vitest";
import { type Placement, type PlacementRequest, placement } from "../../../components/compute/placement";
import type { Pools } from "../../../components/compute/poolSettings";
import { poolSettings, workspacePools } from "../../support/workspace";

function placed(request: PlacementRequest, pools: Pools = workspacePools) {
  return placement(request, pools);
}

/** Returns each problem with its fix. */
function reported({ problems }: Placement): string[] {
  return problems.map(({ path = [], message, fix }) => `${path.join(".")} ${message}\n  fix: ${fix}`);
}

const tolerations = [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }];

describe("placement", () => {
  it("selects no nodes without an accelerator, and returns the pools without accelerators", () => {
    expect(placed({})).toEqual({ nodeSelector: {}, tolerations: [], resources: {}, pools: ["general"], problems: [] });
  });

  it("selects an accelerator by the label of nodes, tolerates its taint and requests it", () => {
    expect(placed({ accelerator: "nvidia-h100", acceleratorCount: 4 })).toEqual({
      nodeSelector: { "mlops.platform/accelerator": "h100" },
      tolerations,
      resources: { "nvidia.com/gpu": "4" },
      pools: ["gpu-h100"],
      problems: [],
    });
  });

  it("prefers pools with whole accelerators to pools with shared ones", () => {
    expect(placed({ accelerator: "nvidia-l4" }).nodeSelector).toEqual({
      "mlops.platform/pool": "gpu-l4",
      "mlops.platform/accelerator": "l4",
    });
  });

  it("prefers pools of the purpose to others", () => {
    const { nodeSelector, resources } = placed({ accelerator: "nvidia-l4", purpose: "serving" });
    expect(nodeSelector).toMatchObject({ "mlops.platform/pool": "gpu-l4-shared" });
    expect(resources).toEqual({ "nvidia.com/gpu": "1" });
    expect(placed({ accelerator: "nvidia-h100", purpose: "serving" }).pools).toEqual(["gpu-h100"]);
  });

  it("uses the named pool", () => {
    expect(placed({ pool: "general" }).nodeSelector).toEqual({ "mlops.platform/pool": "general" });
    expect(placed({ pool: "gpu-l4-shared", accelerator: "nvidia-l4" })).toMatchObject({
      nodeSelector: { "mlops.platform/pool": "gpu-l4-shared", "mlops.platform/accelerator": "l4" },
      pools: ["gpu-l4-shared"],
    });
  });

  it("requests MIG partitions as GPUs, at most as many as a node has", () => {
    const mig = poolSettings({
      provisioner: "managedNodeGroup",
      instanceTypes: ["p4d.24xlarge"],
      gpuSharing: { mode: "mig", profile: "1g.5gb" },
    });
    expect(placed({ accelerator: "nvidia-a100", acceleratorCount: 56 }, { ...workspacePools, mig }).problems).toEqual(
      [],
    );
    expect(
      placed({ accelerator: "nvidia-a100", acceleratorCount: 57 }, { ...workspacePools, mig }).problems,
    ).toHaveLength(1);
  });

  it("excludes only pools whose nodes have too few accelerators", () => {
    const small = poolSettings({ purpose: "training", instanceTypes: ["g6.xlarge"] });
    const { "gpu-l4": large } = workspacePools;
    expect(placement({ accelerator: "nvidia-l4", acceleratorCount: 4 }, { small, large }).pools).toEqual(["large"]);
    expect(placement({ accelerator: "nvidia-l4", acceleratorCount: 1 }, { small, large }).pools).toEqual([
      "small",
      "large",
    ]);
  });

  const all = "nvidia-l4, nvidia-h100";
  it.each<[string, PlacementRequest, string]>([
    [
      "an unknown pool",
      { pool: "gpu-l5" },
      `pool must be the name of a pool in mlops:compute.pools
  fix: did you mean gpu-l4? Otherwise use one of general, gpu-l4, gpu-l4-shared, gpu-h100, or add the pool to mlops:compute.pools`,
    ],
    [
      "an accelerator that no pool has",
      { accelerator: "nvidia-t4" },
      `accelerator must be an accelerator of a pool
  fix: use one of ${all}`,
    ],
    [
      "one without its vendor",
      { accelerator: "l4" },
      `accelerator must be an accelerator of a pool\n  fix: use one of ${all}`,
    ],
    [
      "a pool without the accelerator",
      { pool: "general", accelerator: "nvidia-l4" },
      `accelerator must not be set: pool "general" has no accelerators
  fix: use pool gpu-l4 or gpu-l4-shared`,
    ],
    [
      "a pool with another one",
      { pool: "gpu-l4", accelerator: "nvidia-t4" },
      `accelerator must be nvidia-l4, the accelerator of pool "gpu-l4"
  fix: use one of ${all}`,
    ],
    [
      "a pool of accelerators for nothing",
      { pool: "gpu-l4" },
      `accelerator is missing: pool "gpu-l4" has nvidia-l4, and its taint rejects pods that request no accelerator
  fix: set accelerator: "nvidia-l4", or use another pool`,
    ],
    [
      "more than a node has",
      { accelerator: "nvidia-l4", acceleratorCount: 8 },
      `acceleratorCount must be at most 4: no node of pool gpu-l4 has more
  fix: use 4 or fewer, several nodes, or a pool with larger instance types`,
    ],
    [
      "several shares",
      { accelerator: "nvidia-l4", acceleratorCount: 2, pool: "gpu-l4-shared" },
      `acceleratorCount must be 1: pool gpu-l4-shared shares GPUs by time slicing, and several shares can be on the same GPU
  fix: use 1, or a pool without GPU sharing`,
    ],
    [
      "a number of nothing",
      { acceleratorCount: 2 },
      "acceleratorCount must not be set without accelerator\n  fix: set accelerator, or remove acceleratorCount",
    ],
  ])("refuses %s", (_, request, expected) => {
    const found = placed(request);
    const { nodeSelector, tolerations: none, resources } = found;
    expect(reported(found)).toEqual([expected]);
    expect([none, resources]).toEqual([[], {}]);
    expect(nodeSelector).not.toHaveProperty("mlops.platform/accelerator");
  });

  it("requires a pool if only some pools with the accelerator fit", () => {
    const pools = { ...workspacePools, "gpu-l4-large": workspacePools["gpu-l4"] };
    expect(reported(placement({ accelerator: "nvidia-l4" }, pools))).toEqual([
      "pool must be set: several pools have nvidia-l4, with different purposes, GPU sharing or Elastic Fabric Adapters\n  fix: use pool gpu-l4 or gpu-l4-large",
    ]);
  });

  it("reports a wrong pool and a wrong count together", () => {
    expect(placed({ pool: "gpu", acceleratorCount: 2 }).problems).toHaveLength(2);
  });

  it("names the setting to add if there are no pools", () => {
    const problems = [{}, { pool: "a" }, { accelerator: "nvidia-l4" }].map(
      (request) => placement(request, {}).problems[0]?.fix,
    );
    expect(problems).toEqual([
      "set accelerator, or add a pool without accelerators to mlops:compute.pools",
      "add one to mlops:compute.pools",
      "add a pool with the accelerator to mlops:compute.pools, or remove accelerator",
    ]);
  });
});
