import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressCount, type Cidr, contains, formatCidr, overlaps, parseCidr } from "../../../core/network/cidr";

const anyCidr: fc.Arbitrary<Cidr> = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }))
  .map(([address, prefix]) => ({ base: Math.floor(address / 2 ** (32 - prefix)) * 2 ** (32 - prefix), prefix }));

describe("parseCidr", () => {
  it("parses a block", () => {
    expect(parseCidr("10.20.0.0/16")).toEqual({ base: 10 * 2 ** 24 + 20 * 2 ** 16, prefix: 16 });
    expect(parseCidr("0.0.0.0/0")).toEqual({ base: 0, prefix: 0 });
    expect(parseCidr("255.255.255.255/32")).toEqual({ base: 2 ** 32 - 1, prefix: 32 });
  });

  it.each(["", "10.0.0.0", "10.0.0.0/33", "10.0.0.1/16", "10.0.0/16", "::/0", "010.0.0.0/8x", "256.0.0.0/8"])(
    "refuses %j",
    (text) => {
      expect(parseCidr(text)).toBeUndefined();
    },
  );

  it("parses the output of formatCidr", () => {
    fc.assert(
      fc.property(anyCidr, (cidr) => {
        expect(parseCidr(formatCidr(cidr))).toEqual(cidr);
      }),
    );
  });
});

describe("overlaps and contains", () => {
  it("agree with the addresses of the blocks", () => {
    fc.assert(
      fc.property(anyCidr, anyCidr, (one, other) => {
        const first = Math.max(one.base, other.base);
        const last = Math.min(one.base + addressCount(one), other.base + addressCount(other));
        expect(overlaps(one, other)).toBe(first < last);
        expect(contains(one, other)).toBe(first === other.base && last === other.base + addressCount(other));
      }),
    );
  });
});
