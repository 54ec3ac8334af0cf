import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { type Transform, transformed } from "../transform";
import { type Tier, zoneLetter } from "./subnetCidrs";

/** Arguments of `SubnetTier`. */
export interface SubnetTierArgs {
  /** VPC of the subnets. */
  readonly vpcId: pulumi.Input<string>;
  /** Tier of the subnets. */
  readonly tier: Tier;
  /** Zone and IPv4 block of each subnet. */
  readonly subnets: readonly { readonly zone: string; readonly cidr: string }[];
  /** Whether all subnets share a route table, or each zone has its own because its egress differs. */
  readonly routeTables: "shared" | "perZone";
  /** Tags by which controllers find the subnets. */
  readonly tags: Record<string, pulumi.Input<string>>;
  /** Changes to every subnet. @default - none */
  readonly transform?: { readonly subnet?: Transform<aws.ec2.SubnetArgs> } | undefined;
}

/** A subnet, its zone and its route table. */
export interface ZoneSubnet {
  /** Availability zone, such as `us-west-2a`. */
  readonly zone: string;
  /** The subnet. */
  readonly subnet: aws.ec2.Subnet;
  /** Route table of the subnet. */
  readonly routeTable: aws.ec2.RouteTable;
}

/** The subnets of one tier, one for each zone, with their route tables. The parent component adds the routes. */
export class SubnetTier extends Component {
  /** Subnets with their zones and route tables. */
  readonly zones: readonly ZoneSubnet[];
  /** IDs of the subnets, in the order of the zones. */
  readonly subnetIds: pulumi.Output<string>[];
  /** All route tables of the tier, without duplicates. */
  readonly routeTables: readonly aws.ec2.RouteTable[];
  /** Associations of subnets with route tables. A resource that needs the routes depends on them. */
  readonly associations: readonly aws.ec2.RouteTableAssociation[];

  constructor(name: string, args: SubnetTierArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:SubnetTier", name, opts);

    const shared = args.routeTables === "shared" ? this.createRouteTable(`${name}-routes`, args) : undefined;
    this.zones = args.subnets.map(({ zone, cidr }) => {
      const zoneName = `${name}-${zoneLetter(zone)}`;
      return {
        zone,
        subnet: this.createSubnet(zoneName, zone, cidr, args),
        routeTable: shared ?? this.createRouteTable(`${zoneName}-routes`, args),
      };
    });
    this.associations = this.zones.map(({ zone, subnet, routeTable }) => {
      const associationName = `${name}-${zoneLetter(zone)}-association`;
      const association = { subnetId: subnet.id, routeTableId: routeTable.id };
      return new aws.ec2.RouteTableAssociation(associationName, association, { parent: this });
    });

    this.subnetIds = this.zones.map(({ subnet }) => subnet.id);
    this.routeTables = [...new Set(this.zones.map(({ routeTable }) => routeTable))];
    this.registerOutputs({ subnetIds: this.subnetIds });
  }

  private createSubnet(name: string, zone: string, cidr: string, args: SubnetTierArgs): aws.ec2.Subnet {
    const subnet = {
      vpcId: args.vpcId,
      availabilityZone: zone,
      cidrBlock: cidr,
      // Load balancers and NAT gateways request public addresses explicitly. Nothing else gets one.
      mapPublicIpOnLaunch: false,
      tags: args.tags,
    };
    return new aws.ec2.Subnet(
      ...transformed("aws:ec2/subnet:Subnet", args.transform?.subnet, name, subnet, { parent: this }),
    );
  }

  private createRouteTable(name: string, args: SubnetTierArgs): aws.ec2.RouteTable {
    return new aws.ec2.RouteTable(name, { vpcId: args.vpcId }, { parent: this });
  }
}
