import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { zoneLetter } from "./subnetCidrs";
import type { ZoneSubnet } from "./subnetTier";

/** Modes of NAT: no gateway, one for the whole network, or one for each zone. */
export const natModes = ["none", "single", "perZone"] as const;

/** A mode of NAT. */
export type NatMode = (typeof natModes)[number];

/** Arguments of `NatGateways`. */
export interface NatGatewaysArgs {
  /** Number of gateways. */
  readonly mode: NatMode;
  /** Public subnets, which hold the gateways. A single gateway is in the first one. */
  readonly publicZones: readonly ZoneSubnet[];
  /** Private subnets, which send their traffic to the gateways. */
  readonly privateZones: readonly ZoneSubnet[];
  /** Resources that connect the public subnets to the Internet. The gateways depend on them. */
  readonly internetAccess: readonly pulumi.Resource[];
}

/**
 * NAT gateways and the default routes of the private subnets.
 *
 * ### Cost
 * About 33 USD a month for each gateway, and 0.045 USD for each GB (us-east-1). With a single gateway, traffic from
 * other zones costs another 0.01 USD for each GB, and no zone has egress if the gateway's zone fails.
 */
export class NatGateways extends Component {
  /** Default routes of the private subnets. */
  readonly routes: readonly aws.ec2.Route[];
  /** Public IPv4 addresses of the gateways: the source addresses of the network's egress to the Internet. */
  readonly publicAddresses: readonly pulumi.Output<string>[];

  constructor(name: string, args: NatGatewaysArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:NatGateways", name, opts);

    const addresses: aws.ec2.Eip[] = [];
    const gateways = new Map(
      gatewayZones(args).map(({ zone, subnet }) => {
        // The name of a single gateway has no zone, because the gateway may move to another zone.
        const gatewayName = args.mode === "single" ? name : `${name}-${zoneLetter(zone)}`;
        const address = new aws.ec2.Eip(`${gatewayName}-address`, { domain: "vpc" }, { parent: this });
        addresses.push(address);
        return [zone, this.createGateway(gatewayName, subnet, address, args)];
      }),
    );
    const [anyGateway] = gateways.values();
    this.routes = args.privateZones.flatMap(({ zone, routeTable }) => {
      const gateway = gateways.get(zone) ?? anyGateway;
      return gateway ? [this.createRoute(`${name}-${zoneLetter(zone)}-route`, routeTable, gateway)] : [];
    });

    this.publicAddresses = addresses.map(({ publicIp }) => publicIp);
    this.registerOutputs({ publicAddresses: this.publicAddresses });
  }

  private createGateway(
    name: string,
    subnet: aws.ec2.Subnet,
    address: aws.ec2.Eip,
    args: NatGatewaysArgs,
  ): aws.ec2.NatGateway {
    return new aws.ec2.NatGateway(
      `${name}-gateway`,
      { subnetId: subnet.id, allocationId: address.id },
      // An address belongs to one gateway: AWS rejects a replacement that is created before the old gateway is deleted.
      { parent: this, dependsOn: [...args.internetAccess], deleteBeforeReplace: true },
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
