import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { zoneLetter } from "./subnetCidrs";
import type { ZoneSubnet } from "./subnetTier";

/** How many NAT gateways a network has. */
export const natModes = ["none", "single", "perZone"] as const;
export type NatMode = (typeof natModes)[number];

export interface NatGatewaysArgs {
  readonly mode: NatMode;
  /** Where the gateways stand: the public subnets, the first of which holds a single gateway. */
  readonly publicZones: readonly ZoneSubnet[];
  /** Who goes out through them. */
  readonly privateZones: readonly ZoneSubnet[];
  /** What connects the public subnets to the Internet: without it a NAT gateway reaches nothing. */
  readonly internetAccess: readonly pulumi.Resource[];
}

/**
 * The private subnets' way out to the Internet.
 *
 * ### Cost
 * About 33 USD a month for each gateway, and 0.045 USD for each GB (us-east-1). A single one also pays 0.01 USD for
 * each GB that comes from another zone, and its zone's failure takes the way out from all.
 */
export class NatGateways extends Component {
  /** The private subnets' default routes. */
  readonly routes: readonly aws.ec2.Route[];

  constructor(name: string, args: NatGatewaysArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:NatGateways", name, opts);

    const gateways = new Map(
      gatewayZones(args).map(({ zone, subnet }) => {
        // A single gateway has no zone in its name: it may have to move.
        const gatewayName = args.mode === "single" ? name : `${name}-${zoneLetter(zone)}`;
        return [zone, this.createGateway(gatewayName, subnet, args)];
      }),
    );
    const [anyGateway] = gateways.values();
    this.routes = args.privateZones.flatMap(({ zone, routeTable }) => {
      const gateway = gateways.get(zone) ?? anyGateway;
      return gateway ? [this.createRoute(`${name}-${zoneLetter(zone)}-route`, routeTable, gateway)] : [];
    });

    this.registerOutputs({});
  }

  private createGateway(name: string, subnet: aws.ec2.Subnet, args: NatGatewaysArgs): aws.ec2.NatGateway {
    const address = new aws.ec2.Eip(`${name}-address`, { domain: "vpc" }, { parent: this });
    return new aws.ec2.NatGateway(
      `${name}-gateway`,
      { subnetId: subnet.id, allocationId: address.id },
      { parent: this, dependsOn: [...args.internetAccess] },
    );
  }

  private createRoute(name: string, table: aws.ec2.RouteTable, gateway: aws.ec2.NatGateway): aws.ec2.Route {
    const route = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: gateway.id };
    return new aws.ec2.Route(name, route, { parent: this });
  }
}

function gatewayZones({ mode, publicZones }: NatGatewaysArgs): readonly ZoneSubnet[] {
  switch (mode) {
    case "none":
      return [];
    case "single":
      return publicZones.slice(0, 1);
    case "perZone":
      return publicZones;
  }
}
