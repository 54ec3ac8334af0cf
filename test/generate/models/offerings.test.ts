import { describe, expect, it } from "vitest";
import type { Json } from "../../../core/json/json";
import { offerings, offeringsText } from "../../../generate/models/offerings";

/** A condition of a region, as cfn-lint writes it. */
function classes(engine: string, name: string): Json {
  return JSON.parse(
    `{"if":{"properties":{"Engine":{"const":"${engine}"}}},"then":{"properties":{"DBInstanceClass":{"enum":["${name}"]}}}}`,
  );
}

const lists = {
  instanceTypes: {
    all: { enum: [] },
    description: "updated",
    "eu-west-1": { enum: ["g5.xlarge", "zz9.large"] },
    "us-west-2": { enum: ["g5.xlarge", "g6.xlarge"] },
  },
  databaseClasses: {
    "eu-west-1": { allOf: [classes("postgres", "db.m7g.large"), classes("aurora-postgresql", "db.r7g.large")] },
    "us-west-2": { allOf: [classes("mysql", "db.m7g.large"), classes("postgres", "db.r7g.large")] },
  },
  cacheNodeTypes: { "eu-west-1": { enum: [] }, "us-west-2": { enum: ["cache.m7g.large"] } },
};

describe("offerings of cfn-lint", () => {
  it("are the regions of each supported type, for PostgreSQL", () => {
    expect(offerings(lists)).toEqual({
      regions: ["eu-west-1", "us-west-2"],
      types: {
        "g5.xlarge": ["eu-west-1", "us-west-2"],
        "g6.xlarge": ["us-west-2"],
        "db.m7g.large": ["eu-west-1"],
        "db.r7g.large": ["us-west-2"],
        "cache.m7g.large": ["us-west-2"],
      },
    });
  });

  it("are an error if a list has none of the types", () => {
    expect(() => offerings({ ...lists, cacheNodeTypes: {} })).toThrow("cfn-lint lists no region of cache.t4g.micro");
  });

  it("are written with one line for each type", () => {
    const text = offeringsText({ regions: ["a"], types: { y: ["a"], x: ["a"] } }, { source: "s", asOf: "2026-10-20" });
    expect(JSON.parse(text)).toEqual({
      source: "s",
      asOf: "2026-10-20",
      regions: ["a"],
      types: { x: ["a"], y: ["a"] },
    });
    expect(text.split("\n").slice(5, 7)).toEqual(['  "x": ["a"],', '  "y": ["a"]']);
  });
});
