import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zonesOfManagedPool } from "../../../../components/compute/managed/zones";
import type { NodePool } from "../../../../components/compute/nodePool";

function pool(zones: readonly string[], accelerators: number): NodePool {
  return {
    name: "l4",
    purpose: "serving",
    instanceTypes: ["g6.xlarge"],
    zones,
    limits: { accelerators },
    expectedShareOfMaximum: 0.5,
    diskGibibytes: 200,
  };
}

const zones = ["us-west-2a", "us-west-2b", "us-west-2c"];

describe("zonesOfManagedPool", () => {
  it("returns one group without a suffix for a pool in one zone", () => {
    expect(zonesOfManagedPool(pool(["us-west-2b"], 4), 1)).toEqual([
      { zone: "us-west-2b", suffix: "", minimumNodes: 1, maximumNodes: 4 },
    ]);
  });

  it("assigns the remainder to earlier zones", () => {
    expect(zonesOfManagedPool(pool(zones, 4), 2)).toEqual([
      { zone: "us-west-2a", suffix: "-a", minimumNodes: 1, maximumNodes: 2 },
      { zone: "us-west-2b", suffix: "-b", minimumNodes: 1, maximumNodes: 1 },
      { zone: "us-west-2c", suffix: "-c", minimumNodes: 0, maximumNodes: 1 },
    ]);
  });

  it("returns no group without nodes, as EKS requires", () => {
    expect(zonesOfManagedPool(pool(zones, 2), 0).map(({ zone }) => zone)).toEqual(["us-west-2a", "us-west-2b"]);
  });

  it("keeps the pool's minimum and maximum", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 3 }),
        (maximum, minimum, count) => {
          fc.pre(minimum <= maximum);
          const parts = zonesOfManagedPool(pool(zones.slice(0, count), maximum), minimum);
          expect(parts.reduce((sum, one) => sum + one.maximumNodes, 0)).toBe(maximum);
          expect(parts.reduce((sum, one) => sum + one.minimumNodes, 0)).toBe(minimum);
          for (const one of parts) expect(one.minimumNodes).toBeLessThanOrEqual(one.maximumNodes);
        },
      ),
    );
  });
});
