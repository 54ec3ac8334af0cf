import { describe, expect, it } from "vitest";
import { catalogueOrigin, findInstanceType, instanceTypes } from "../../../components/compute/instanceCatalogue";

describe("the catalogue of instance types", () => {
  it("states its source and its date", () => {
    expect(catalogueOrigin.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(catalogueOrigin.region).toBe("us-east-1");
    expect(catalogueOrigin.sources.length).toBeGreaterThan(0);
  });

  it("lists each type once", () => {
    expect(new Set(instanceTypes.map(({ type }) => type)).size).toBe(instanceTypes.length);
  });

  it("lists larger types with the same number of GPUs", () => {
    const counts = ["g6.12xlarge", "g6.16xlarge", "g6.48xlarge"].map(
      (type) => findInstanceType(type)?.accelerator?.count,
    );
    expect(counts).toEqual([4, 1, 8]);
  });

  it("has no price for types without one", () => {
    expect(findInstanceType("p5e.48xlarge")?.onDemandUsdPerHour).toBeNull();
    expect(findInstanceType("g99.xlarge")).toBeUndefined();
  });
});
