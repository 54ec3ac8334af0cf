import { describe, expect, it } from "vitest";
import { instanceTypes } from "../../../components/compute/instanceCatalogue";
import { cacheNodeTypes, databaseInstanceClasses } from "../../../components/data/instanceClasses";
import { isOffered, regionsOf } from "../../../core/aws/offerings";

describe("offerings", () => {
  it("are known or unknown: a new type or a new region is not judged", () => {
    expect(isOffered("g6.xlarge", "us-west-2")).toBe(true);
    expect(isOffered("g6.xlarge", "eu-west-1")).toBe(false);
    expect(isOffered("g9.xlarge", "us-west-2")).toBeUndefined();
    expect(isOffered("g6.xlarge", "eu-west-9")).toBeUndefined();
  });

  it("cover all types that the platform supports", () => {
    const supported = [...instanceTypes.map(({ type }) => type), ...databaseInstanceClasses, ...cacheNodeTypes];
    expect(supported.filter((type) => regionsOf(type).length === 0)).toEqual([]);
  });
});
