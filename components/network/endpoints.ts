import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Component } from "../component";
import { policyDocument } from "../iam/policyDocument";
import { type InterfaceEndpoint, interfaceEndpointPolicy, s3EndpointPolicy } from "./endpointPolicy";

export interface EndpointsArgs {
  readonly account: AwsAccount;
  readonly vpc: aws.ec2.Vpc;
  /** Who may call the interface endpoints: the network's CIDR. */
  readonly clientCidr: string;
  /** Where the interface endpoints' addresses are, one subnet a zone. */
  readonly subnetIds: pulumi.Input<string>[];
  /** Which services get an interface endpoint. */
  readonly interfaces: readonly InterfaceEndpoint[];
  /** Which route tables lead to S3 without NAT. */
  readonly routeTables: readonly aws.ec2.RouteTable[];
}

/**
 * Ways to AWS services that do not leave AWS's network: S3 by a gateway endpoint, others by interface endpoints with
 * private DNS, so that callers need no change.
 *
 * ### Cost
 * The gateway endpoint is free. An interface endpoint costs about 7.30 USD a month in each zone, and 0.01 USD for each
 * GB (us-east-1).
 */
export class Endpoints extends Component {
  /** All of them, and what lets callers in: whoever lives without NAT depends on these, and goes before them. */
  readonly endpoints: readonly pulumi.Resource[];

  constructor(name: string, args: EndpointsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Endpoints", name, opts);

    const gateway = this.createGateway(args);
    this.endpoints = [gateway, ...(args.interfaces.length > 0 ? this.createInterfaces(args) : [])];
    this.registerOutputs({});
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

  private createInterfaces(args: EndpointsArgs): pulumi.Resource[] {
    const name = `${this.name}-clients`;
    const group = new aws.ec2.SecurityGroup(
      name,
      { vpcId: args.vpc.id, description: "HTTPS from the network to interface endpoints" },
      { parent: this },
    );
    const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: args.clientCidr };
    const rule = new aws.vpc.SecurityGroupIngressRule(
      `${name}-https`,
      { securityGroupId: group.id, description: "HTTPS from the network", ...https },
      { parent: this },
    );
    return [rule, ...args.interfaces.map((service) => this.createInterface(service, group, args))];
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
