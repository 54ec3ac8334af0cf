import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { type Transform, transformed } from "../transform";
import { type Tier, zoneLetter } from "./subnetCidrs";

export interface SubnetTierArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly tier: Tier;
  /** One subnet for each entry. */
  readonly subnets: readonly { readonly zone: string; readonly cidr: string }[];
  /** One route table for all subnets, or one for each: where each zone has its own way out. */
  readonly routeTables: "shared" | "perZone";
  /** Tags by which controllers find the subnets. */
  readonly tags: Record<string, string>;
  readonly transform?: { readonly subnet?: Transform<aws.ec2.SubnetArgs> } | undefined;
}

/** A subnet in its zone, and the routes that it follows. */
export interface ZoneSubnet {
  readonly zone: string;
  readonly subnet: aws.ec2.Subnet;
  readonly routeTable: aws.ec2.RouteTable;
}

/** The subnets of one tier, one a zone, with their route tables. Routes are their owner's business. */
export class SubnetTier extends Component {
  readonly zones: readonly ZoneSubnet[];
  readonly subnetIds: pulumi.Output<string>[];
  /** Each route table once. */
  readonly routeTables: readonly aws.ec2.RouteTable[];
  /** What ties subnets to their routes: whoever needs the way out depends on these. */
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
      // Nothing gets a public address by being placed somewhere: load balancers and NAT gateways ask for theirs.
      mapPublicIpOnLaunch: false,
      tags: args.tags,
    };
    return new aws.ec2.Subnet(...transformed(args.transform?.subnet, name, subnet, { parent: this }));
  }

  private createRouteTable(name: string, args: SubnetTierArgs): aws.ec2.RouteTable {
    return new aws.ec2.RouteTable(name, { vpcId: args.vpcId }, { parent: this });
  }
}
