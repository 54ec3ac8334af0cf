import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Component } from "../component";
import { policyDocument } from "../iam/policyDocument";
import { type InterfaceEndpoint, interfaceEndpointPolicy, s3EndpointPolicy } from "./endpointPolicy";

/** Arguments of `Endpoints`. */
export interface EndpointsArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** VPC of the endpoints. */
  readonly vpc: aws.ec2.Vpc;
  /** IPv4 block that may call the interface endpoints: that of the VPC. */
  readonly clientCidr: string;
  /** Subnets of the interface endpoints, one for each zone. */
  readonly subnetIds: pulumi.Input<string>[];
  /** Services with an interface endpoint. */
  readonly interfaces: readonly InterfaceEndpoint[];
  /** Route tables that route S3 traffic to the gateway endpoint. */
  readonly routeTables: readonly aws.ec2.RouteTable[];
}

/**
 * VPC endpoints of AWS services: a gateway endpoint for S3, and interface endpoints with private DNS for other
 * services, so that callers need no configuration.
 *
 * ### Cost
 * The gateway endpoint is free. An interface endpoint costs about 7.30 USD a month for each zone, and 0.01 USD for each
 * GB (us-east-1).
 */
export class Endpoints extends Component {
  /** The S3 gateway endpoint and the interface endpoints. */
  readonly endpoints: readonly aws.ec2.VpcEndpoint[];
  /** IDs of the endpoints. */
  readonly endpointIds: readonly pulumi.Output<string>[];
  /** The endpoints and their security group rule. A resource without NAT that calls AWS depends on them. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: EndpointsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Endpoints", name, opts);

    const gateway = this.createGateway(args);
    const group = args.interfaces.length > 0 ? this.createSecurityGroup(args) : undefined;
    const rules = group ? [this.createIngressRule(group, args)] : [];
    const interfaces = group ? args.interfaces.map((service) => this.createInterface(service, group, args)) : [];

    this.endpoints = [gateway, ...interfaces];
    this.endpointIds = this.endpoints.map(({ id }) => id);
    this.ready = [gateway, ...rules, ...interfaces];
    this.registerOutputs({ endpointIds: this.endpointIds });
  }

  private createGateway(args: EndpointsArgs): aws.ec2.VpcEndpoint {
    return new aws.ec2.VpcEndpoint(
      `${this.name}-s3`,
      {
        vpcId: args.vpc.id,
        vpcEndpointType: "Gateway",
        serviceName: serviceName(args.account, "s3"),
        routeTableIds: args.routeTables.map((table) => table.id),
        policy: policyDocument(s3EndpointPolicy(args.account)),
      },
      { parent: this },
    );
  }

  private createSecurityGroup({ vpc }: EndpointsArgs): aws.ec2.SecurityGroup {
    return new aws.ec2.SecurityGroup(
      `${this.name}-clients`,
      { vpcId: vpc.id, description: "HTTPS from the network to interface endpoints" },
      { parent: this },
    );
  }

  private createIngressRule(group: aws.ec2.SecurityGroup, { clientCidr }: EndpointsArgs) {
    return new aws.vpc.SecurityGroupIngressRule(
      `${this.name}-clients-https`,
      {
        securityGroupId: group.id,
        description: "HTTPS from the network",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: clientCidr,
      },
      { parent: this },
    );
  }

  private createInterface(
    service: InterfaceEndpoint,
    group: aws.ec2.SecurityGroup,
    args: EndpointsArgs,
  ): aws.ec2.VpcEndpoint {
    const statements = interfaceEndpointPolicy(args.account, service);
    return new aws.ec2.VpcEndpoint(
      `${this.name}-${service.replace(".", "-")}`,
      {
        vpcId: args.vpc.id,
        vpcEndpointType: "Interface",
        serviceName: serviceName(args.account, service),
        subnetIds: args.subnetIds,
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
        ...(statements && { policy: policyDocument(statements) }),
      },
      { parent: this },
    );
  }
}

function serviceName({ region }: AwsAccount, service: string): string {
  return `com.amazonaws.${region}.${service}`;
}
