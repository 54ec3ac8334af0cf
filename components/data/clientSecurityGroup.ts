import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";

/** A client: an IPv4 block, or all resources with a security group. */
type Client = { readonly cidrIpv4: string } | { readonly referencedSecurityGroupId: pulumi.Input<string> };

/** Clients by name, which is part of the name of their rule. */
export type Clients = Readonly<Record<string, Client>>;

/** Arguments of `ClientSecurityGroup`. */
export interface ClientSecurityGroupArgs {
  /** VPC of the security group. */
  readonly vpcId: pulumi.Input<string>;
  /** Name of the service, for descriptions: `PostgreSQL from its clients`. */
  readonly service: string;
  /** TCP port of the service. */
  readonly port: number;
  /** Clients that may connect. */
  readonly clients: Clients;
}

/** The security group of a data store. It allows ingress from clients to one port, and no egress. */
export class ClientSecurityGroup extends Component {
  /** ID of the security group. */
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: ClientSecurityGroupArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ClientSecurityGroup", name, opts);

    const group = new aws.ec2.SecurityGroup(
      name,
      { vpcId: args.vpcId, description: `${args.service} from its clients` },
      { parent: this },
    );
    for (const [clientName, client] of Object.entries(args.clients)) {
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-${clientName}`,
        {
          securityGroupId: group.id,
          description: `${args.service} from ${clientName}`,
          ipProtocol: "tcp",
          fromPort: args.port,
          toPort: args.port,
          ...client,
        },
        { parent: this },
      );
    }

    this.securityGroupId = group.id;
    this.registerOutputs({ securityGroupId: this.securityGroupId });
  }
}
