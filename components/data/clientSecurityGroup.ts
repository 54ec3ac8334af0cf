import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";

/** Who may connect: addresses, or whatever has a security group. */
type Client = { readonly cidrIpv4: string } | { readonly referencedSecurityGroupId: pulumi.Input<string> };

/** Clients by a name, which is part of their rule's. */
export type Clients = Readonly<Record<string, Client>>;

export interface ClientSecurityGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  /** What is connected to: completes "… from its clients". */
  readonly service: string;
  /** TCP port. */
  readonly port: number;
  readonly clients: Clients;
}

/** The security group of a store: its clients reach one port of it, and it reaches nothing. */
export class ClientSecurityGroup extends Component {
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
