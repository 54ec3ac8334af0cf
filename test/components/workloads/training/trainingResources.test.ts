import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findInstanceType } from "../../../../components/compute/instanceCatalogue";
import { nodeCapacity } from "../../../../components/compute/nodeCapacity";
import { type PlacementRequest, placement } from "../../../../components/compute/placement";
import type { TrainingResources } from "../../../../components/workloads/training/trainingArguments";
import {
  containerResources,
  type ResolvedResources,
  type ResourcesRequest,
  trainingResources,
} from "../../../../components/workloads/training/trainingResources";
import { poolSettings, workspacePools, workspaceQuota } from "../../../support/workspace";

function resources(
  placed: PlacementRequest,
  given: TrainingResources = {},
  { pools = workspacePools, ...changes }: Partial<ResourcesRequest> = {},
) {
  const request = { given, pools, team: "vision", quota: workspaceQuota, nodes: 1, ...changes };
  return trainingResources({ ...request, placement: placement(placed, pools) });
}

/** Returns each problem with its fix. */
function reported({ problems }: ResolvedResources): string[] {
  return problems.map(({ path = [], message, fix }) => `${path.join(".")} ${message}\n  fix: ${fix}`);
}

describe("trainingResources", () => {
  it("uses all of the smallest node, regardless of the order of types", () => {
    // An m7i.xlarge, though m7i.2xlarge stands before it.
    expect(resources({})).toEqual({
      milliCpus: 3400,
      memoryMebibytes: 13_120,
      sharedMemoryMebibytes: 3264,
      scratchMebibytes: 20_480,
      problems: [],
    });
  });

  it("uses the share of the node that belongs to its accelerators", () => {
    const { milliCpus, memoryMebibytes } = resources({ accelerator: "nvidia-l4", acceleratorCount: 2 });
    const node = nodeCapacity({ vcpus: 48, memoryMebibytes: 196_608, maximumPods: 234 });
    expect(milliCpus).toBe(Math.floor(node.milliCpus / 2 / 100) * 100);
    expect(memoryMebibytes).toBe(Math.floor(node.memoryMebibytes / 2 / 64) * 64);
    const share = resources({ accelerator: "nvidia-l4", pool: "gpu-l4-shared" });
    expect(share.milliCpus).toBe(800);
  });

  it("uses the given values, and the rest of the smallest node that fits them", () => {
    expect(resources({}, { memoryGibibytes: 20 })).toMatchObject({ milliCpus: 7400, memoryMebibytes: 20_480 });
    expect(resources({}, { vcpus: 1.5, memoryGibibytes: 2, sharedMemoryGibibytes: 1, scratchGibibytes: 50 })).toEqual({
      milliCpus: 1500,
      memoryMebibytes: 2048,
      sharedMemoryMebibytes: 1024,
      scratchMebibytes: 51_200,
      problems: [],
    });
  });

  it.each<[string, TrainingResources, string]>([
    [
      "more than any node gives",
      { vcpus: 8, memoryGibibytes: 16 },
      `resources.vcpus must be at most 7.4: no node of pool general has more vCPUs for one pod
  fix: use 7.4 or less, or add a larger instance type to the pool`,
    ],
    [
      "more memory than any node gives",
      { memoryGibibytes: 32 },
      `resources.memoryGibibytes must be at most 27.5: no node of pool general has more GiB of memory for one pod
  fix: use 27.5 or less, or add a larger instance type to the pool`,
    ],
    [
      "shared memory beyond the memory",
      { memoryGibibytes: 2, sharedMemoryGibibytes: 2 },
      `resources.sharedMemoryGibibytes must be less than the memory, 2 GiB, because it is part of the memory
  fix: reduce it, or raise resources.memoryGibibytes`,
    ],
    [
      "more scratch than a disk leaves",
      { scratchGibibytes: 121 },
      `resources.scratchGibibytes must be at most 120: a disk of pool general has no more space for pods
  fix: reduce it, or raise diskGibibytes of the pool`,
    ],
  ])("refuses %s", (_, given, expected) => {
    expect(reported(resources({}, given))).toContain(expected);
  });

  it("names every setting of the quota that rejects all nodes together", () => {
    const quota = { ...workspaceQuota, vcpus: 6, memoryGibibytes: 25, pods: 1, gpus: 1 };
    expect(reported(resources({ accelerator: "nvidia-l4" }, {}, { quota, nodes: 2 }))).toEqual([
      `acceleratorCount must fit the team's quota: 2 pods together request 2 nvidia.com/gpu, and the quota of team vision is 1\n  fix: use nodes of at most 1, or raise mlops:teams.vision.gpus to 2 or more`,
      `resources.vcpus must fit the team's quota: 2 pods together request 6.8 vCPUs, and the quota of team vision is 6\n  fix: use resources.vcpus of at most 3 or nodes of at most 1, or raise mlops:teams.vision.vcpus to 7 or more`,
      `resources.memoryGibibytes must fit the team's quota: 2 pods together request 25.625 GiB of memory, and the quota of team vision is 25\n  fix: use resources.memoryGibibytes of at most 12.5 or nodes of at most 1, or raise mlops:teams.vision.memoryGibibytes to 26 or more`,
      `nodes must fit the team's quota: 2 pods run at the same time, and the quota of team vision is 1\n  fix: use nodes of at most 1, or raise mlops:teams.vision.pods to 2 or more`,
    ]);
  });

  it("fits as many default pods on a node as it has accelerators", () => {
    const types = fc.constantFrom(
      "g6.xlarge",
      "g6.12xlarge",
      "g6.48xlarge",
      "p5.48xlarge",
      "trn1.32xlarge",
      "inf2.24xlarge",
    );
    fc.assert(
      fc.property(types, fc.integer({ min: 1, max: 16 }), (name, wanted) => {
        const type = findInstanceType(name);
        if (!type?.accelerator) throw new Error(`${name} has no accelerator`);
        const count = Math.min(wanted, type.accelerator.count);
        const pools = { pool: poolSettings({ instanceTypes: [name] }) };
        const accelerator = `${type.accelerator.manufacturer}-${type.accelerator.name}`;
        const quota = { ...workspaceQuota, vcpus: 1000, memoryGibibytes: 10_000, gpus: 16, neuronDevices: 16 };
        const asked = resources({ accelerator, acceleratorCount: count }, {}, { pools, quota });
        const node = nodeCapacity(type);
        const pods = Math.floor(type.accelerator.count / count);
        expect(asked.problems).toEqual([]);
        expect(asked.milliCpus * pods).toBeLessThanOrEqual(node.milliCpus);
        expect(asked.memoryMebibytes * pods).toBeLessThanOrEqual(node.memoryMebibytes);
        // And little is left over.
        expect(asked.milliCpus).toBeGreaterThan((node.milliCpus * count) / type.accelerator.count - 100);
        expect(asked.memoryMebibytes).toBeGreaterThan((node.memoryMebibytes * count) / type.accelerator.count - 64);
        expect(asked.sharedMemoryMebibytes).toBeLessThan(asked.memoryMebibytes);
      }),
    );
  });
});

describe("containerResources", () => {
  it("sets a memory limit equal to the request, and no CPU limit", () => {
    const placed = placement({ accelerator: "nvidia-l4" }, workspacePools);
    const asked = {
      milliCpus: 3000,
      memoryMebibytes: 12_288,
      sharedMemoryMebibytes: 1,
      scratchMebibytes: 512,
      problems: [],
    };
    expect(containerResources(placed, asked)).toEqual({
      requests: { cpu: "3", memory: "12Gi", "ephemeral-storage": "512Mi", "nvidia.com/gpu": "1" },
      limits: { memory: "12Gi", "nvidia.com/gpu": "1" },
    });
  });
});
