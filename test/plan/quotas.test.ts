import { describe, expect, it } from "vitest";
import { instanceTypes } from "../../components/compute/instanceCatalogue";
import { ec2Quota } from "../../core/aws/ec2Quotas";
import { neededQuotas, quotaLines } from "../../plan/quotas";
import { fixtureSettings } from "../fixtures/fixtures";
import { changedConfig } from "../support/plan";

function settings(pools: object, systemNodes: object = {}) {
  const cluster = { publicAccessCidrs: ["203.0.113.0/24"], systemNodes: { minimum: 2, maximum: 2, ...systemNodes } };
  const config = changedConfig("dev", { cluster, compute: { pools }, teams: {} });
  return fixtureSettings("dev", { config, secretKeys: [] });
}

/** Needs as `vcpus code`. */
function needs(pools: object, systemNodes: object = {}): string[] {
  return neededQuotas(settings(pools, systemNodes)).map(({ vcpus, code }) => `${vcpus} ${code}`);
}

const l4 = { purpose: "training", instanceTypes: ["g6.xlarge", "g6.12xlarge"], limits: { accelerators: 4 } };

describe("neededQuotas", () => {
  it("counts system nodes at their maximum", () => {
    expect(needs({}, { maximum: 6 })).toEqual(["24 L-1216C47A"]);
  });

  it("counts a pool by the type that needs most vCPUs", () => {
    // Four g6.xlarge have 16 vCPUs, one g6.12xlarge has 48.
    expect(needs({ l4 })).toEqual(["48 L-DB2E81BA", "8 L-1216C47A"]);
  });

  it("counts a pool with spot and on-demand capacity in both quotas", () => {
    expect(needs({ l4: { ...l4, capacityTypes: ["spot", "on-demand"] } })).toEqual([
      "48 L-3819A6DF",
      "48 L-DB2E81BA",
      "8 L-1216C47A",
    ]);
  });

  it("adds the pools of a family, system nodes included", () => {
    const general = { instanceTypes: ["m7i.xlarge"], limits: { vcpus: 30 } };
    expect(needs({ general, l4, other: { ...l4, limits: { accelerators: 8 } } })).toEqual([
      "144 L-DB2E81BA",
      "36 L-1216C47A",
    ]);
  });

  it("has separate quotas for P, Inf and Trn", () => {
    const pool = (type: string, accelerators: number) => ({ instanceTypes: [type], limits: { accelerators } });
    expect(
      needs({ a100: pool("p4d.24xlarge", 8), inf: pool("inf2.xlarge", 2), trn: pool("trn1.32xlarge", 16) }),
    ).toEqual(["128 L-2C3B7624", "96 L-417A185B", "8 L-1216C47A", "8 L-1945791B"]);
  });

  it("has a quota for each type of the catalogue, on demand and on spot", () => {
    for (const { type } of instanceTypes) {
      expect([type, ec2Quota(type, "onDemand")?.code, ec2Quota(type, "spot")?.code]).toEqual([
        type,
        expect.stringMatching(/^L-[0-9A-F]{8}$/),
        expect.stringMatching(/^L-[0-9A-F]{8}$/),
      ]);
    }
  });
});

describe("quotaLines", () => {
  it("names each quota, its code and what a new account has", () => {
    expect(quotaLines(settings({ l4 }))).toEqual([
      "48 vCPUs of Running On-Demand G and VT instances (L-DB2E81BA; new accounts have 0)",
      "8 vCPUs of Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances (L-1216C47A; new accounts have 5)",
      "at the maximum of all nodes; docs/quotas.md has the commands to compare and request",
    ]);
  });
});
