import { describe, expect, it } from "vitest";
import { resource } from "../../support/registration";
import { estimated, karpenterPool, type Pool } from "./resources";

const l4: Pool = {
  instanceTypes: ["g6.xlarge", "g6.12xlarge"],
  limits: { "nvidia.com/gpu": "8" },
  capacityTypes: ["on-demand"],
  disk: "200Gi",
};

describe("Karpenter's pools", () => {
  it("cost from zero to the most expensive nodes within their limit, and are expected to cost a quarter by default", () => {
    expect(estimated(...karpenterPool(l4))).toEqual({
      items: [
        {
          item: "node disks",
          monthly: { minimum: 0, expected: 8, maximum: 32 },
          basis: "0, expected 0.25 × 2 × (200 GB × 0.08 USD), maximum 2 × (200 GB × 0.08 USD)",
        },
        {
          item: "nodes",
          // Two of four GPUs (9.2032 an hour) cost more than eight of one (6.4384).
          monthly: { minimum: 0, expected: 1679.58, maximum: 6718.34 },
          basis:
            "0, expected 0.25 × (2 × g6.12xlarge × 730 h × 4.6016 USD), maximum 2 × g6.12xlarge × 730 h × 4.6016 USD",
        },
      ],
      unpriced: 0,
    });
  });

  it("mix types, and have no part of a node", () => {
    const [, nodes] = estimated(...karpenterPool({ ...l4, limits: { "nvidia.com/gpu": 6 } })).items;
    expect(nodes?.basis).toMatch(
      /maximum 2 × g6\.xlarge × 730 h × 0\.8048 USD \+ 1 × g6\.12xlarge × 730 h × 4\.6016 USD$/,
    );
    expect(nodes?.monthly.maximum).toBe(4534.18); // (2 × 0.8048 + 4.6016) × 730
  });

  it("are expected to cost their share of the maximum, at spot prices if allowed", () => {
    const pool = { ...l4, share: "0.5", capacityTypes: ["spot", "on-demand"] };
    const [, nodes] = estimated(...karpenterPool(pool)).items;
    // 6718.336 × 0.5 × 0.55
    expect(nodes?.monthly).toEqual({ minimum: 0, expected: 1847.54, maximum: 6718.34 });
    expect(nodes?.basis).toContain("expected 0.5 × (2 × g6.12xlarge × 730 h × 4.6016 USD × 0.55 (spot, estimate)),");
  });

  it("count vCPUs, memory, nodes and Neuron devices", () => {
    const maximum = (instanceType: string, limits: Pool["limits"]) =>
      estimated(...karpenterPool({ instanceTypes: [instanceType], limits })).items[0]?.monthly.maximum;
    const m7i = 147.168;
    expect(maximum("m7i.xlarge", { cpu: "17" })).toBeCloseTo(4 * m7i, 2);
    expect(maximum("m7i.xlarge", { cpu: "8500m" })).toBeCloseTo(2 * m7i, 2);
    expect(maximum("m7i.xlarge", { memory: "50Gi" })).toBeCloseTo(3 * m7i, 2);
    expect(maximum("m7i.xlarge", { nodes: 5 })).toBeCloseTo(5 * m7i, 2);
    expect(maximum("inf2.24xlarge", { "aws.amazon.com/neuron": 12 })).toBeCloseTo(2 * 6.49063 * 730, 2);
  });

  it("are bound by their lowest limit, ignoring resources that their nodes lack", () => {
    const limits = { cpu: 1000, "nvidia.com/gpu": 100, nodes: 2, "example.com/other": 0 };
    const [nodes] = estimated(...karpenterPool({ instanceTypes: ["g6.xlarge"], limits })).items;
    expect(nodes?.monthly.maximum).toBe(1175.01); // 2 × 0.8048 × 730
  });

  it("cost nothing if no node fits", () => {
    const { items, unpriced } = estimated(
      ...karpenterPool({ ...l4, instanceTypes: ["g6.48xlarge"], limits: { nodes: 0 } }),
    );
    expect(items.map(({ monthly }) => monthly.maximum)).toEqual([0, 0]);
    expect(items[1]?.basis).toBe("no node fits the limits");
    expect(unpriced).toBe(0);
  });

  it("cost at least their capacity reservation", () => {
    const pool = { ...l4, capacityTypes: ["reserved", "on-demand"], reserved: "g6.12xlarge:1" };
    const [, nodes] = estimated(...karpenterPool(pool)).items;
    expect(nodes?.monthly).toEqual({ minimum: 3359.17, expected: 3359.17, maximum: 6718.34 });
    expect(nodes?.basis).toMatch(/; at least the reservation's 1 × g6\.12xlarge × 730 h × 4\.6016 USD, used or not$/);
  });

  it("are priced without disks, and listed, if their class has no disks", () => {
    const { disk: _, ...pool } = l4;
    const { items, unpriced } = estimated(...karpenterPool(pool));
    expect(items.map(({ item }) => item)).toEqual(["nodes"]);
    expect(unpriced).toBe(1);
  });

  it.each([
    ["a type without a list price", { ...l4, instanceTypes: ["p5.48xlarge", "p5e.48xlarge"] }],
    ["a type that the catalogue lacks", { ...l4, instanceTypes: ["g6.xlarge", "g99.xlarge"] }],
    ["no limit", { ...l4, limits: {} }],
    ["a limit that does not bind all its types", { ...l4, instanceTypes: ["g6.xlarge", "m7i.xlarge"] }],
    ["an invalid limit", { ...l4, limits: { "nvidia.com/gpu": "many" } }],
  ])("are unpriced with %s", (_, pool) => {
    expect(estimated(...karpenterPool(pool))).toEqual({ items: [], unpriced: 1 });
  });

  it("are unpriced without instance types", () => {
    expect(estimated(resource("kubernetes:karpenter.sh/v1:NodePool", { spec: {} }))).toEqual({
      items: [],
      unpriced: 1,
    });
  });

  it.each(["1.5", "-1", "", "x"])("refuse %j as a share", (share) => {
    expect(() => estimated(...karpenterPool({ ...l4, share }))).toThrow("must be text of a number from 0 to 1");
  });
});
