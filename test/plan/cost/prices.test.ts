import { describe, expect, it } from "vitest";
import { catalogueOrigin, findInstanceType } from "../../../components/compute/instanceCatalogue";
import { findPrice, price, pricesOrigin, rate, spotFraction, usd } from "../../../plan/cost/prices";
import table from "../../../plan/cost/servicePrices.json";

describe("the price table", () => {
  it("has each price once, with its source", () => {
    const keys = table.prices.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { key, source, sourceDate, verified } of table.prices) {
      expect(source.length, key).toBeGreaterThan(10);
      expect(verified && sourceDate === null, key).toBe(false);
    }
  });

  it("has the date of its older part", () => {
    expect(pricesOrigin).toEqual({ region: "us-east-1", asOf: catalogueOrigin.asOf });
    expect(table.asOf >= catalogueOrigin.asOf).toBe(true);
  });

  it("returns prices by key, and throws for an unknown key", () => {
    expect(price("nat.hour").value).toBe(0.045);
    expect(findPrice("rds.postgres.db.t4g.small.multi")?.value).toBe(0.065);
    expect(findPrice("rds.postgres.db.x9.huge.multi")).toBeUndefined();
  });

  it("has a smaller discount for scarce capacity", () => {
    const fraction = (name: string) => {
      const type = findInstanceType(name);
      return type && spotFraction(type);
    };
    expect(["m7i.large", "g6.xlarge", "inf2.xlarge", "p5.48xlarge", "trn1.2xlarge"].map(fraction)).toEqual([
      0.4, 0.55, 0.55, 0.7, 0.7,
    ]);
  });
});

describe("prices for people", () => {
  it("have at least two decimals, and all of a price by the hour", () => {
    expect([1, 0.1, 0.2016, 21.957642, 1234.5].map(usd)).toEqual([
      "1.00 USD",
      "0.10 USD",
      "0.2016 USD",
      "21.957642 USD",
      "1,234.50 USD",
    ]);
  });

  it("state that they were not verified", () => {
    expect(rate({ ...price("kms.key"), verified: false })).toBe("1.00 USD (unverified)");
  });
});
