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

/** Arguments of `Network`. */
export interface NetworkArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** IPv4 block of the VPC, /16 to /20. `subnetCidrs` divides it. Cannot be changed later. */
  readonly cidr: Cidr;
  /** Availability zones, such as `us-west-2a`. A single NAT gateway is in the first one. */
  readonly zones: readonly string[];
  /** Number of NAT gateways. */
  readonly natGateways: NatMode;
  /** AWS services with an interface endpoint. */
  readonly interfaceEndpoints: readonly InterfaceEndpoint[];
  /** Log group of the flow logs. */
  readonly flowLogs: Pick<FlowLogsArgs, "logGroupName" | "encryptionKeyArn" | "retentionDays" | "deletionProtection">;
  /** Name of the EKS cluster: value of the tag by which Karpenter finds its subnets. */
  readonly clusterName: pulumi.Input<string>;
  /** Changes to the VPC and every subnet. @default - none */
  readonly transform?:
    | {
        readonly vpc?: Transform<aws.ec2.VpcArgs>;
        readonly subnet?: Transform<aws.ec2.SubnetArgs>;
      }
    | undefined;
}

/**
 * A VPC with public, private and intra subnets in every zone, NAT gateways, VPC endpoints, flow logs, and a default
 * security group without rules.
 *
 * ### Cost
 * VPC and subnets are free. See `NatGateways`, `Endpoints` and `FlowLogs`.
 */
export class Network extends Component {
  /** The VPC. */
  readonly vpc: aws.ec2.Vpc;
  /** NAT gateways and their routes. */
  readonly natGateways: NatGateways;
  /** VPC endpoints. */
  readonly endpoints: Endpoints;
  /** Flow logs of the VPC. */
  readonly flowLogs: FlowLogs;
  /** ID of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** IDs of the subnets of load balancers that face the Internet, one for each zone. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** IDs of the subnets of nodes and pods, one for each zone. */
  readonly privateSubnetIds: pulumi.Output<string>[];
  /** IDs of the subnets without egress to the Internet, one for each zone: control plane, endpoints, databases. */
  readonly intraSubnetIds: pulumi.Output<string>[];
  /** Public IPv4 addresses of the NAT gateways: the source addresses of all egress to the Internet. */
  readonly egressAddresses: readonly pulumi.Output<string>[];
  /**
   * Resources that route egress of the private subnets. Nodes depend on them, so that they can join the cluster after
   * creation and drain before deletion.
   */
  readonly egress: readonly pulumi.Resource[];
  private readonly privateZones: SubnetTier["zones"];
  private readonly intraZones: SubnetTier["zones"];

  constructor(name: string, args: NetworkArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Network", name, opts);

    this.vpc = this.createVpc(args);
    this.closeDefaultSecurityGroup();
    const cidrs = subnetCidrs(args.cidr, args.zones);
    const publicTier = this.createTier("public", cidrs, args, { "kubernetes.io/role/elb": "1" });
    const privateTier = this.createTier("private", cidrs, args, {
      "kubernetes.io/role/internal-elb": "1",
      "karpenter.sh/discovery": args.clusterName,
    });
    const intraTier = this.createTier("intra", cidrs, args, {});
    const internetRoute = this.createInternetRoute(publicTier);
    this.natGateways = new NatGateways(
      `${name}-nat`,
      {
        mode: args.natGateways,
        publicZones: publicTier.zones,
        privateZones: privateTier.zones,
        internetAccess: [internetRoute, ...publicTier.associations],
      },
      { parent: this },
    );
    this.endpoints = this.createEndpoints(privateTier, intraTier, args);
    this.flowLogs = this.createFlowLogs(args);

    this.vpcId = this.vpc.id;
    this.publicSubnetIds = publicTier.subnetIds;
    this.privateSubnetIds = privateTier.subnetIds;
    this.privateZones = privateTier.zones;
    this.intraSubnetIds = intraTier.subnetIds;
    this.intraZones = intraTier.zones;
    this.egressAddresses = this.natGateways.publicAddresses;
    this.egress = [...privateTier.associations, ...this.natGateways.routes, ...this.endpoints.ready];
    this.registerOutputs({
      vpcId: this.vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      intraSubnetIds: this.intraSubnetIds,
      egressAddresses: this.egressAddresses,
    });
  }

  /** Returns the IDs of the private subnets in some zones, in the order of the network's zones. */
  privateSubnetIdsIn(zones: readonly string[]): pulumi.Output<string>[] {
    return subnetIdsIn(this.privateZones, zones);
  }

  /** Returns the IDs of the intra subnets in some zones, in the order of the network's zones. */
  intraSubnetIdsIn(zones: readonly string[]): pulumi.Output<string>[] {
    return subnetIdsIn(this.intraZones, zones);
  }

  private createVpc(args: NetworkArgs): aws.ec2.Vpc {
    const vpc = {
      cidrBlock: formatCidr(args.cidr),
      // Interface endpoints and EFS have private DNS names.
      enableDnsHostnames: true,
      enableDnsSupport: true,
    };
    return new aws.ec2.Vpc(...transformed("aws:ec2/vpc:Vpc", args.transform?.vpc, this.name, vpc, { parent: this }));
  }

  /** AWS uses this group for every resource that names no security group, so it has no rules. */
  private closeDefaultSecurityGroup(): void {
    new aws.ec2.DefaultSecurityGroup(
      `${this.name}-default-closed`,
      { vpcId: this.vpc.id, ingress: [], egress: [] },
      { parent: this },
    );
  }

  private createTier(
    tier: Tier,
    cidrs: ReadonlyMap<string, ZoneCidrs>,
    args: NetworkArgs,
    tags: Record<string, pulumi.Input<string>>,
  ): SubnetTier {
    return new SubnetTier(
      `${this.name}-${tier}`,
      {
        vpcId: this.vpc.id,
        tier,
        subnets: [...cidrs].map(([zone, zoneCidrs]) => ({ zone, cidr: zoneCidrs[tier] })),
        // Private subnets have one table each even with a single NAT gateway: a change between single and perZone then
        // updates routes and no associations.
        routeTables: tier === "private" ? "perZone" : "shared",
        tags,
        transform: args.transform,
      },
      { parent: this },
    );
  }

  private createInternetRoute(publicTier: SubnetTier): aws.ec2.Route {
    const name = `${this.name}-internet`;
    const gateway = new aws.ec2.InternetGateway(name, { vpcId: this.vpc.id }, { parent: this });
    const [table] = publicTier.routeTables;
    if (!table) throw new Error(`${this.name} has no zones`);
    return new aws.ec2.Route(
      `${name}-route`,
      { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id },
      { parent: this },
    );
  }

  private createFlowLogs({ account, flowLogs }: NetworkArgs): FlowLogs {
    return new FlowLogs(`${this.name}-flow-logs`, { account, vpcId: this.vpc.id, ...flowLogs }, { parent: this });
  }

  private createEndpoints(privateTier: SubnetTier, intraTier: SubnetTier, args: NetworkArgs): Endpoints {
    return new Endpoints(
      `${this.name}-endpoints`,
      {
        account: args.account,
        vpc: this.vpc,
        clientCidr: formatCidr(args.cidr),
        subnetIds: intraTier.subnetIds,
        interfaces: args.interfaceEndpoints,
        routeTables: [...privateTier.routeTables, ...intraTier.routeTables],
      },
      { parent: this },
    );
  }
}

function subnetIdsIn(tier: SubnetTier["zones"], zones: readonly string[]): pulumi.Output<string>[] {
  return tier.filter(({ zone }) => zones.includes(zone)).map(({ subnet }) => subnet.id);
}
