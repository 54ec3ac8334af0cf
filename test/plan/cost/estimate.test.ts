import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../../core/graph/registration";
import { compareText } from "../../../core/json/json";
import type { Cost } from "../../../plan/cost/cost";
import { estimateCost, isClassified, sumOf } from "../../../plan/cost/estimate";
import { environments, planStack } from "../../support/plan";
import { resource } from "../../support/registration";
import { karpenterPool, nodeGroup } from "./resources";

const instanceTypes = ["m7i.xlarge", "m7i.2xlarge", "m6i.xlarge", "g6.xlarge", "g6.12xlarge", "p5.48xlarge"];
const someTypes = fc.subarray(instanceTypes, { minLength: 1 });
const share = fc.integer({ min: 0, max: 100 }).map((percent) => String(percent / 100));

const groups = fc
  .record({
    instanceTypes: someTypes,
    minSize: fc.nat(20),
    more: fc.nat(20),
    capacityType: fc.constantFrom("ON_DEMAND", "SPOT"),
    share: fc.option(share),
  })
  .map(({ instanceTypes, minSize, more, capacityType, share }) => (extra: number) => {
    const scalingConfig = { minSize, desiredSize: minSize, maxSize: minSize + more + extra };
    const tags = share === null ? {} : { "mlops.platform/expected-share-of-maximum": share };
    return nodeGroup({ instanceTypes, capacityType, scalingConfig, tags });
  });

const pools = fc
  .record({
    instanceTypes: someTypes,
    cpu: fc.nat(500),
    capacityTypes: fc.subarray(["reserved", "spot", "on-demand"], { minLength: 1 }),
    share,
    disk: fc.constantFrom("20Gi", "500Gi", "2Ti"),
  })
  .map(
    ({ cpu, ...pool }) =>
      (extra: number) =>
        karpenterPool({ ...pool, limits: { cpu: cpu + extra } }),
  );

function expectSound({ items, monthly, unpriced }: Cost): void {
  for (const item of items) {
    expect(item.monthly.minimum, item.basis).toBeGreaterThanOrEqual(0);
    expect(item.monthly.minimum, item.basis).toBeLessThanOrEqual(item.monthly.expected);
    expect(item.monthly.expected, item.basis).toBeLessThanOrEqual(item.monthly.maximum);
  }
  for (const level of ["minimum", "expected", "maximum"] as const) {
    const sum = items.reduce((total, item) => total + item.monthly[level], 0);
    expect(monthly[level]).toBeCloseTo(sum, 4);
    expect(Number(monthly[level].toFixed(2))).toBe(monthly[level]);
  }
  const keys = items.map(({ urn, item }) => `${urn} ${item}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(unpriced).toEqual([...new Set(unpriced)].sort(compareText));
}

describe("estimateCost", () => {
  it("is consistent for any pools", () => {
    fc.assert(fc.property(fc.oneof(groups, pools), (make) => expectSound(estimateCost(make(0)))));
  });

  it("never costs less at most with more nodes at most", () => {
    fc.assert(
      fc.property(fc.oneof(groups, pools), fc.integer({ min: 1, max: 30 }), (make, extra) => {
        const maximum = (of: Registration[]) => estimateCost(of).monthly.maximum;
        // Items are rounded to cents one by one.
        expect(maximum(make(extra))).toBeGreaterThanOrEqual(maximum(make(0)) - 0.011);
      }),
    );
  });

  it("is sorted by URN and item for any order of resources", () => {
    const resources = [
      ...nodeGroup({ instanceTypes: ["m7i.large"], scalingConfig: { minSize: 1, maxSize: 1 } }),
      resource("aws:kms/key:Key", {}, { name: "b" }),
      resource("aws:kms/key:Key", {}, { name: "a" }),
      resource("aws:s3/bucket:Bucket", {}, { name: "d" }),
      resource("aws:s3/bucket:Bucket", {}, { name: "c" }),
    ];
    const cost = estimateCost(resources);
    expect(cost).toEqual(estimateCost(resources.toReversed()));
    expect(cost.items.map(({ urn, item }) => `${urn.split("::").at(-1)} ${item}`)).toEqual([
      "thing node disks",
      "thing nodes",
      "a key",
      "b key",
    ]);
    expect(cost.unpriced.map((urn) => urn.split("::").at(-1))).toEqual(["c", "d"]);
  });

  it("says which component a price belongs to", () => {
    const component = resource("mlops:index:EncryptionKey", {}, { name: "logs-key", custom: false });
    const key = resource("aws:kms/key:Key", {}, { name: "key", parent: component.urn });
    expect(estimateCost([component, key]).items).toMatchObject([{ urn: key.urn, component: "logs-key" }]);
  });

  it("lists an unknown type", () => {
    const domain = resource("aws:sagemaker/domain:Domain");
    expect(estimateCost([domain])).toMatchObject({ items: [], unpriced: [domain.urn] });
  });

  it("sums whole cents", () => {
    const monthly = { minimum: 0.1, expected: 0.2, maximum: 0.7 };
    expect(sumOf([monthly, monthly, monthly].map((one) => ({ monthly: one })))).toEqual({
      minimum: 0.3,
      expected: 0.6,
      maximum: 2.1,
    });
  });
});

describe.each(environments)("the estimate of %s", (stack) => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await planStack(stack);
  });

  it("covers every type, with or without a price", () => {
    const types = new Set(resources.map(({ type }) => type));
    expect([...types].filter((type) => !isClassified(type))).toEqual([]);
  });

  it("is consistent, and contains the fixed costs", () => {
    const cost = estimateCost(resources);
    expectSound(cost);
    const items = cost.items.map(({ item }) => item);
    expect(items).toEqual(expect.arrayContaining(["control plane", "key", "NAT gateway", "nodes", "node disks"]));
    expect(cost.monthly.minimum).toBeGreaterThan(300);
  });

  it("prices every node pool", () => {
    const { unpriced } = estimateCost(resources);
    expect(unpriced.filter((urn) => /nodeGroup:NodeGroup|:NodePool::/.test(urn))).toEqual([]);
  });
});
