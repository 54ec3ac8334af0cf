import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { physicalName } from "../../components/naming";

describe("physicalName", () => {
  it("returns a short name unchanged", () => {
    expect(physicalName(64, "mlops-dev-cluster")).toBe("mlops-dev-cluster");
  });

  it("shortens a long name, and appends a hash", () => {
    expect(physicalName(24, "mlops-dev-cluster-control-plane")).toMatch(/^mlops-dev-clust-[0-9a-f]{8}$/);
  });

  it("limits any name, and returns distinct names for distinct names", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,99}$/);
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 64 }), name, name, (limit, one, other) => {
        expect(physicalName(limit, one).length).toBeLessThanOrEqual(limit);
        expect(physicalName(limit, one) === physicalName(limit, other)).toBe(one === other);
      }),
    );
  });
});
