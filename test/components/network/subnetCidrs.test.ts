import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  largestNetworkPrefix,
  smallestNetworkPrefix,
  subnetCidrs,
  zoneLetters,
} from "../../../components/network/subnetCidrs";
import { addressCount, type Cidr, contains, overlaps, parseCidr } from "../../../core/network/cidr";

const region = "us-west-2";

const network: fc.Arbitrary<Cidr> = fc
  .tuple(
    fc.integer({ min: 0, max: 2 ** 16 - 1 }),
    fc.integer({ min: largestNetworkPrefix, max: smallestNetworkPrefix }),
  )
  .map(([index, prefix]) => ({ base: 10 * 2 ** 24 + (index % 2 ** (prefix - 8)) * 2 ** (32 - prefix), prefix }));

const zones = fc
  .shuffledSubarray([...zoneLetters], { minLength: 1 })
  .map((letters) => letters.map((letter) => `${region}${letter}`));

function blocks(cidr: Cidr, names: readonly string[]): Cidr[] {
  return [...subnetCidrs(cidr, names).values()].flatMap((zone) => Object.values(zone).map(parsed));
}

function parsed(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`${text} is no block`);
  return cidr;
}

describe("subnetCidrs", () => {
  it("divides a /16 as documented", () => {
    const cidrs = subnetCidrs(parsed("10.20.0.0/16"), ["us-west-2a", "us-west-2c", "us-west-2h"]);
    expect([...cidrs]).toEqual([
      ["us-west-2a", { private: "10.20.0.0/20", public: "10.20.128.0/22", intra: "10.20.160.0/22" }],
      ["us-west-2c", { private: "10.20.32.0/20", public: "10.20.136.0/22", intra: "10.20.168.0/22" }],
      ["us-west-2h", { private: "10.20.112.0/20", public: "10.20.156.0/22", intra: "10.20.188.0/22" }],
    ]);
  });

  it("returns blocks without overlaps", () => {
    fc.assert(
      fc.property(network, zones, (cidr, names) => {
        const all = blocks(cidr, names);
        for (const [index, one] of all.entries()) {
          expect(all.slice(index + 1).filter((other) => overlaps(one, other))).toEqual([]);
        }
      }),
    );
  });

  it("stays within the first three quarters of the network", () => {
    fc.assert(
      fc.property(network, zones, (cidr, names) => {
        for (const subnet of blocks(cidr, names)) {
          expect(contains(cidr, subnet)).toBe(true);
          expect(subnet.base + addressCount(subnet)).toBeLessThanOrEqual(cidr.base + addressCount(cidr) * 0.75);
        }
      }),
    );
  });

  it("keeps all blocks when a zone is added at any position", () => {
    fc.assert(
      fc.property(network, zones, fc.constantFrom(...zoneLetters), fc.nat(), (cidr, names, letter, position) => {
        const added = `${region}${letter}`;
        const before = names.filter((name) => name !== added);
        const after = before.toSpliced(position % (before.length + 1), 0, added);
        const moved = subnetCidrs(cidr, after);
        for (const [zone, cidrs] of subnetCidrs(cidr, before)) expect(moved.get(zone)).toEqual(cidrs);
      }),
    );
  });

  it("gives public subnets at least a /27, which load balancers require", () => {
    fc.assert(
      fc.property(network, zones, (cidr, names) => {
        for (const zone of subnetCidrs(cidr, names).values())
          expect(parsed(zone.public).prefix).toBeLessThanOrEqual(27);
      }),
    );
  });
});
