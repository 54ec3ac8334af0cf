import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { type Cidr, formatCidr } from "../../core/network/cidr";
import { Component } from "../component";
import { type Transform, transformed } from "../transform";
import type { InterfaceEndpoint } from "./endpointPolicy";
import { Endpoints } from "./endpoints";
import { FlowLogs, type FlowLogsArgs } from "./flowLogs";
import { NatGateways, type NatMode } from "./natGateways";
import { subnetCidrs, type Tier, type ZoneCidrs } from "./subnetCidrs";
import { SubnetTier } from "./subnetTier";

export interface NetworkArgs {
  readonly account: AwsAccount;
  /** The network's block, /16 to /20. `subnetCidrs.ts` divides it. Cannot be changed later. */
  readonly cidr: Cidr;
  /** Zones, such as `eu-west-1a`. The first one holds the NAT gateway where there is only one. */
  readonly zones: readonly string[];
  readonly natGateways: NatMode;
  readonly interfaceEndpoints: readonly InterfaceEndpoint[];
  readonly flowLogs: Pick<FlowLogsArgs, "logGroupName" | "encryptionKeyArn" | "retentionDays" | "deletionProtection">;
  /** Name of the cluster that lives here: Karpenter finds its subnets by it. */
  readonly clusterName: string;
  readonly transform?:
    | {
        readonly vpc?: Transform<aws.ec2.VpcArgs>;
        readonly subnet?: Transform<aws.ec2.SubnetArgs>;
      }
    | undefined;
}

/**
 * A VPC with public, private and intra subnets in every zone, ways out as asked for, a record of its traffic, and a
 * default security group that lets nothing through.
 *
 * ### Cost
 * The network itself is free: see `NatGateways`, `Endpoints` and `FlowLogs`.
 */
export class Network extends Component {
  readonly vpcId: pulumi.Output<string>;
  /** Subnets of load balancers that face the Internet. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** Subnets of nodes and pods. */
  readonly privateSubnetIds: pulumi.Output<string>[];
  private readonly privateZones: SubnetTier["zones"];
  /** Subnets of what must never reach the Internet. */
  readonly intraSubnetIds: pulumi.Output<string>[];
  /**
   * What carries nodes' traffic: nodes depend on it, so that they can join when they come up and drain when they go.
   */
  readonly egress: readonly pulumi.Resource[];

  constructor(name: string, args: NetworkArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Network", name, opts);

    const vpc = this.createVpc(args);
    this.closeDefaultSecurityGroup(vpc);
    const cidrs = subnetCidrs(args.cidr, args.zones);
    const publicTier = this.createTier("public", vpc, cidrs, args, { "kubernetes.io/role/elb": "1" });
    const privateTier = this.createTier("private", vpc, cidrs, args, {
      "kubernetes.io/role/internal-elb": "1",
      "karpenter.sh/discovery": args.clusterName,
    });
    const intraTier = this.createTier("intra", vpc, cidrs, args, {});
    const internetRoute = this.createInternetRoute(vpc, publicTier);
    const nat = new NatGateways(
      `${name}-nat`,
      {
        mode: args.natGateways,
        publicZones: publicTier.zones,
        privateZones: privateTier.zones,
        internetAccess: [internetRoute, ...publicTier.associations],
      },
      { parent: this },
    );
    const endpoints = this.createEndpoints(vpc, privateTier, intraTier, args);
    new FlowLogs(`${name}-flow-logs`, { account: args.account, vpcId: vpc.id, ...args.flowLogs }, { parent: this });

    this.vpcId = vpc.id;
    this.publicSubnetIds = publicTier.subnetIds;
    this.privateSubnetIds = privateTier.subnetIds;
    this.privateZones = privateTier.zones;
    this.intraSubnetIds = intraTier.subnetIds;
    this.egress = [...privateTier.associations, ...nat.routes, ...endpoints.endpoints];
    this.registerOutputs({
      vpcId: this.vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      intraSubnetIds: this.intraSubnetIds,
    });
  }

  /** Private subnets of some zones, in the order of the network's. */
  privateSubnetIdsIn(zones: readonly string[]): pulumi.Output<string>[] {
    return this.privateZones.filter(({ zone }) => zones.includes(zone)).map(({ subnet }) => subnet.id);
  }

  private createVpc(args: NetworkArgs): aws.ec2.Vpc {
    const vpc = {
      cidrBlock: formatCidr(args.cidr),
      // Interface endpoints and EFS are found by private DNS names.
      enableDnsHostnames: true,
      enableDnsSupport: true,
    };
    return new aws.ec2.Vpc(...transformed(args.transform?.vpc, this.name, vpc, { parent: this }));
  }

  /** AWS puts whatever names no security group into this one: it must not open anything. */
  private closeDefaultSecurityGroup(vpc: aws.ec2.Vpc): void {
    new aws.ec2.DefaultSecurityGroup(
      `${this.name}-default-closed`,
      { vpcId: vpc.id, ingress: [], egress: [] },
      { parent: this },
    );
  }

  private createTier(
    tier: Tier,
    vpc: aws.ec2.Vpc,
    cidrs: ReadonlyMap<string, ZoneCidrs>,
    args: NetworkArgs,
    tags: Record<string, string>,
  ): SubnetTier {
    return new SubnetTier(
      `${this.name}-${tier}`,
      {
        vpcId: vpc.id,
        tier,
        subnets: [...cidrs].map(([zone, zoneCidrs]) => ({ zone, cidr: zoneCidrs[tier] })),
        // Private subnets have their own tables even with a single NAT gateway: going to one a zone, or back, then
        // changes a route each and no association.
        routeTables: tier === "private" ? "perZone" : "shared",
        tags,
        transform: args.transform,
      },
      { parent: this },
    );
  }

  private createInternetRoute(vpc: aws.ec2.Vpc, publicTier: SubnetTier): aws.ec2.Route {
    const name = `${this.name}-internet`;
    const gateway = new aws.ec2.InternetGateway(name, { vpcId: vpc.id }, { parent: this });
    const [table] = publicTier.routeTables;
    if (!table) throw new Error(`${this.name} has no zones`);
    return new aws.ec2.Route(
      `${name}-route`,
      { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id },
      { parent: this },
    );
  }

  private createEndpoints(
    vpc: aws.ec2.Vpc,
    privateTier: SubnetTier,
    intraTier: SubnetTier,
    args: NetworkArgs,
  ): Endpoints {
    return new Endpoints(
      `${this.name}-endpoints`,
      {
        account: args.account,
        vpc,
        clientCidr: formatCidr(args.cidr),
        subnetIds: intraTier.subnetIds,
        interfaces: args.interfaceEndpoints,
        routeTables: [...privateTier.routeTables, ...intraTier.routeTables],
      },
      { parent: this },
    );
  }
}
