import { describe, expect, it } from "vitest";
import { Network, type NetworkArgs } from "../../../components/network/network";
import type { Registration } from "../../../core/graph/registration";
import { all, only, recordComponent } from "../../support/record";
import { networkArgs } from "./networkArgs";

function network(changes: Partial<NetworkArgs> = {}): Promise<Registration[]> {
  return recordComponent(() => new Network("net", networkArgs(changes)));
}

describe("Network", () => {
  it("enables DNS, which interface endpoints and EFS need", async () => {
    expect(only(await network(), "aws:ec2/vpc:Vpc").inputs).toEqual({
      cidrBlock: "10.20.0.0/16",
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: "net" },
    });
  });

  it("tags subnets for load balancers and Karpenter, and assigns no public addresses", async () => {
    const subnets = all(await network(), "aws:ec2/subnet:Subnet").filter(({ name }) => name.endsWith("-a"));
    const rows = subnets.map(({ name, inputs }) => [name, inputs.availabilityZone, inputs.cidrBlock, inputs.tags]);
    expect(rows).toEqual([
      ["net-intra-a", "us-west-2a", "10.20.160.0/22", { Name: "net-intra-a" }],
      [
        "net-private-a",
        "us-west-2a",
        "10.20.0.0/20",
        { Name: "net-private-a", "karpenter.sh/discovery": "test", "kubernetes.io/role/internal-elb": "1" },
      ],
      ["net-public-a", "us-west-2a", "10.20.128.0/22", { Name: "net-public-a", "kubernetes.io/role/elb": "1" }],
    ]);
    expect(subnets.map(({ inputs }) => inputs.mapPublicIpOnLaunch)).toEqual([false, false, false]);
  });

  it("removes all rules of the default security group", async () => {
    const { inputs } = only(await network(), "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    expect([inputs.ingress, inputs.egress]).toEqual([[], []]);
  });

  it("gives intra subnets no egress route in any NAT mode", async () => {
    for (const natGateways of ["none", "single", "perZone"] as const) {
      const resources = await network({ natGateways });
      const intra = only(resources, "aws:ec2/routeTable:RouteTable", "net-intra-routes").urn;
      const routes = all(resources, "aws:ec2/route:Route");
      expect(routes.filter(({ dependsOn }) => dependsOn.includes(intra))).toEqual([]);
    }
  });

  it("applies transforms to the VPC and to every subnet", async () => {
    const resources = await network({
      transform: {
        vpc: { instanceTenancy: "dedicated" },
        subnet: (args, _, name) => {
          args.tags = { Name: name, team: "network" };
        },
      },
    });
    expect(only(resources, "aws:ec2/vpc:Vpc").inputs.instanceTenancy).toBe("dedicated");
    expect(only(resources, "aws:ec2/subnet:Subnet", "net-intra-b").inputs.tags).toEqual({
      Name: "net-intra-b",
      team: "network",
    });
  });
});
