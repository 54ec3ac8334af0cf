import { describe, expect, it } from "vitest";
import { resource } from "../../support/registration";
import { estimated, nodeGroup } from "./resources";

const system = {
  instanceTypes: ["m7i.xlarge", "m6i.xlarge"],
  capacityType: "ON_DEMAND",
  scalingConfig: { minSize: 3, desiredSize: 3, maxSize: 9 },
};

describe("managed node groups", () => {
  it("cost their limits, with disks", () => {
    expect(estimated(...nodeGroup(system))).toEqual({
      items: [
        {
          item: "node disks",
          monthly: { minimum: 24, expected: 24, maximum: 72 },
          basis: "3 × (100 GB × 0.08 USD), maximum 9 × (100 GB × 0.08 USD)",
        },
        {
          item: "nodes",
          // 441.504 and 1324.512
          monthly: { minimum: 441.5, expected: 441.5, maximum: 1324.51 },
          basis: "3 × m7i.xlarge × 730 h × 0.2016 USD, maximum 9 × m7i.xlarge × 730 h × 0.2016 USD",
        },
      ],
      unpriced: 0,
    });
  });

  it("cost the first type, and at most the most expensive one", () => {
    const [, nodes] = estimated(...nodeGroup({ ...system, instanceTypes: ["m6i.xlarge", "m7i.xlarge"] })).items;
    expect(nodes?.monthly).toEqual({ minimum: 420.48, expected: 420.48, maximum: 1324.51 });
    expect(nodes?.basis).toBe("3 × m6i.xlarge × 730 h × 0.192 USD, maximum 9 × m7i.xlarge × 730 h × 0.2016 USD");
  });

  it("are expected to have the share of a pool between its limits", () => {
    const tags = { "mlops.platform/expected-share-of-maximum": "0.25" };
    const [disks, nodes] = estimated(...nodeGroup({ ...system, tags })).items;
    // 4.5 nodes
    expect(disks?.monthly.expected).toBe(36);
    expect(nodes?.monthly.expected).toBe(662.26);
    expect(nodes?.basis).toContain("expected 4.5 × m7i.xlarge × 730 h × 0.2016 USD");
  });

  it("are expected to start with their desired number, within their limits", () => {
    const expected = (scalingConfig: { minSize: number; maxSize: number; desiredSize?: number }) =>
      estimated(...nodeGroup({ ...system, scalingConfig })).items[0]?.monthly.expected;
    expect(expected({ minSize: 1, desiredSize: 2, maxSize: 3 })).toBe(16);
    expect(expected({ minSize: 1, desiredSize: 9, maxSize: 3 })).toBe(24);
    expect(expected({ minSize: 1, maxSize: 3 })).toBe(8);
  });

  it("cost the estimate of spot, and at most the on-demand price", () => {
    const [, nodes] = estimated(...nodeGroup({ ...system, capacityType: "SPOT" })).items;
    // 441.504 × 0.4
    expect(nodes?.monthly).toEqual({ minimum: 176.6, expected: 176.6, maximum: 1324.51 });
    expect(nodes?.basis).toBe(
      "3 × m7i.xlarge × 730 h × 0.2016 USD × 0.4 (spot, estimate), maximum 9 × m7i.xlarge × 730 h × 0.2016 USD",
    );
  });

  it("have a smaller spot discount for small accelerators, and the smallest for large ones", () => {
    const minimum = (type: string) => {
      const scalingConfig = { minSize: 1, desiredSize: 1, maxSize: 1 };
      return estimated(...nodeGroup({ instanceTypes: [type], capacityType: "SPOT", scalingConfig })).items[1]?.monthly
        .minimum;
    };
    expect(minimum("g6.xlarge")).toBe(323.13); // 0.8048 × 730 × 0.55
    expect(minimum("p5.48xlarge")).toBe(28_125.44); // 55.04 × 730 × 0.7
    expect(minimum("trn1.2xlarge")).toBe(686.66); // 1.34375 × 730 × 0.7
  });

  it("cost at least their capacity reservation", () => {
    const pool = {
      instanceTypes: ["g6.xlarge"],
      scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 4 },
      tags: { "mlops.platform/expected-share-of-maximum": "0.25", "mlops.platform/reserved": "g6.xlarge:2" },
    };
    const [, nodes] = estimated(...nodeGroup(pool)).items;
    // 587.504 a node
    expect(nodes?.monthly).toEqual({ minimum: 1175.01, expected: 1175.01, maximum: 2350.02 });
    expect(nodes?.basis).toMatch(/; at least the reservation's 2 × g6\.xlarge × 730 h × 0\.8048 USD, used or not$/);
  });

  it("pay for disks faster than gp3's own speed", () => {
    const ebs = { volumeType: "gp3", volumeSize: 100, iops: 4000, throughput: 500 };
    const [disks] = estimated(...nodeGroup(system, { blockDeviceMappings: [{ ebs }, { ebs }] })).items;
    // 200 × 0.08 + 2000 × 0.005 + 750 × 0.04 = 56
    expect(disks?.monthly.minimum).toBe(168);
    expect(disks?.basis).toContain("3 × (200 GB × 0.08 USD + 2000 IOPS × 0.005 USD + 750 MB/s × 0.04 USD)");
  });

  it.each([
    ["no template", [resource("aws:eks/nodeGroup:NodeGroup", system)]],
    ["the image's disks", nodeGroup(system, {})],
    [
      "another kind of disk",
      nodeGroup(system, { blockDeviceMappings: [{ ebs: { volumeType: "io2", volumeSize: 9 } }] }),
    ],
  ])("are priced without disks, and listed, with %s", (_, resources) => {
    const { items, unpriced } = estimated(...resources);
    expect(items.map(({ item }) => item)).toEqual(["nodes"]);
    expect(unpriced).toBe(1);
  });

  it.each([
    ["a type without a list price", { ...system, instanceTypes: ["p5.48xlarge", "p5e.48xlarge"] }],
    ["a type that the catalogue lacks", { ...system, instanceTypes: ["m7i.xlarge", "x9.huge"] }],
    ["a type that the launch template decides", { ...system, instanceTypes: [] }],
    ["a capacity block, paid in advance", { ...system, capacityType: "CAPACITY_BLOCK" }],
    ["unknown limits", { ...system, scalingConfig: { minSize: "[unknown:urn#size]", maxSize: 3 } }],
  ])("are unpriced with %s", (_, inputs) => {
    expect(estimated(...nodeGroup(inputs))).toEqual({ items: [], unpriced: 1 });
  });

  it("reject an invalid share", () => {
    const tags = { "mlops.platform/expected-share-of-maximum": "25%" };
    expect(() => estimated(...nodeGroup({ ...system, tags }))).toThrow(
      'mlops.platform/expected-share-of-maximum is "25%", must be text of a number from 0 to 1: urn:pulumi:test::mlops::aws:eks/nodeGroup:NodeGroup::thing',
    );
  });
});
