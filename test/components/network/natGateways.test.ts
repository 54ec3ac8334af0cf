import { describe, expect, it } from "vitest";
import type { NatMode } from "../../../components/network/natGateways";
import { Network } from "../../../components/network/network";
import type { Registration } from "../../../core/graph/registration";
import { all, only, recordComponent } from "../../support/record";
import { networkArgs } from "./networkArgs";

/** Through a whole network: where gateways stand and who goes out by which is what matters. */
function network(natGateways: NatMode): Promise<Registration[]> {
  return recordComponent(() => new Network("net", networkArgs({ zones: ["us-west-2b", "us-west-2a"], natGateways })));
}

/** By which gateway each private route goes, and where that stands. */
function waysOut(resources: readonly Registration[]): string[] {
  const nameOf = (reference: unknown) => /::([^:#]+)#id\]$/.exec(String(reference))?.[1] ?? String(reference);
  return all(resources, "aws:ec2/route:Route")
    .filter(({ inputs }) => inputs.natGatewayId !== undefined)
    .map(({ name, inputs }) => {
      const gateway = nameOf(inputs.natGatewayId);
      const subnet = nameOf(only(resources, "aws:ec2/natGateway:NatGateway", gateway).inputs.subnetId);
      return `${name}: ${nameOf(inputs.routeTableId)} by ${gateway} in ${subnet}`;
    });
}

describe("NatGateways", () => {
  it("creates nothing in mode none", async () => {
    const resources = await network("none");
    expect(waysOut(resources)).toEqual([]);
    expect(all(resources, "aws:ec2/eip:Eip")).toEqual([]);
  });

  it("routes all zones through one gateway in the first zone", async () => {
    expect(waysOut(await network("single"))).toEqual([
      "net-nat-a-route: net-private-a-routes by net-nat-gateway in net-public-b",
      "net-nat-b-route: net-private-b-routes by net-nat-gateway in net-public-b",
    ]);
  });

  it("routes each zone through its own gateway", async () => {
    expect(waysOut(await network("perZone"))).toEqual([
      "net-nat-a-route: net-private-a-routes by net-nat-a-gateway in net-public-a",
      "net-nat-b-route: net-private-b-routes by net-nat-b-gateway in net-public-b",
    ]);
  });

  it("is created after the Internet gateway, and deleted before it", async () => {
    const resources = await network("single");
    const { dependsOn } = only(resources, "aws:ec2/natGateway:NatGateway");
    expect(dependsOn).toContain(only(resources, "aws:ec2/route:Route", "net-internet-route").urn);
    for (const zone of ["a", "b"]) {
      const name = `net-public-${zone}-association`;
      const association = only(resources, "aws:ec2/routeTableAssociation:RouteTableAssociation", name);
      expect(dependsOn).toContain(association.urn);
    }
  });
});
