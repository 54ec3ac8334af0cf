import { describe, expect, it } from "vitest";
import { instanceTypes } from "../../../components/compute/instanceCatalogue";
import { allocatable, nodeCapacity, nodeMemoryMebibytes } from "../../../components/compute/nodeCapacity";

describe("allocatable", () => {
  it("is the memory without that of hypervisor and kubelet", () => {
    const type = { vcpus: 4, memoryMebibytes: 16_384, maximumPods: 58 };
    expect(nodeMemoryMebibytes(type)).toBe(15_155);
    // 4000 - (60 + 10 + 5 + 5), and 15155 - (255 + 11 × 58) - 100.
    expect(allocatable(type)).toEqual({ milliCpus: 3920, memoryMebibytes: 14_162 });
  });
});

describe("nodeCapacity", () => {
  it("subtracts the reservations of hypervisor, kubelet and agents", () => {
    // 4000 - (60 + 10 + 5 + 5) - 500, and 16384 × 0.925 - (255 + 11 × 58) - 100 - 1024.
    expect(nodeCapacity({ vcpus: 4, memoryMebibytes: 16_384, maximumPods: 58 })).toEqual({
      milliCpus: 3420,
      memoryMebibytes: 13_138,
    });
    // 64000 - (60 + 10 + 10 + 60 × 2.5) - 500.
    expect(nodeCapacity({ vcpus: 64, memoryMebibytes: 262_144, maximumPods: 58 }).milliCpus).toBe(63_270);
  });

  /** This test does not prove that the agents on a real node request no more than `nodeCapacity` assumes. */
  it("is at least 0 and less than the instance type has, for every type", () => {
    for (const type of instanceTypes) {
      const { milliCpus, memoryMebibytes } = nodeCapacity(type);
      expect(milliCpus).toBeGreaterThanOrEqual(0);
      expect(milliCpus).toBeLessThan(type.vcpus * 1000);
      expect(memoryMebibytes).toBeGreaterThanOrEqual(0);
      expect(memoryMebibytes).toBeLessThan(type.memoryMebibytes);
    }
  });
});
