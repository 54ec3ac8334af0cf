import type { Declared } from "../../../core/graph/registration";
import { listOf } from "../../../core/json/reading";
import { free, hourly, type Priced, type Pricers, priced, pricersOf, unpriced } from "../priced";
import { price, rate } from "../prices";

/** The VPC, its NAT gateways and its endpoints. */
export const networkPricers: Pricers = {
  "aws:ec2/eip:Eip": () => priced(hourly("public IPv4 address", 1, "1 address", price("ipv4.public.hour"))),
  "aws:ec2/flowLog:FlowLog": flowLog,
  "aws:ec2/natGateway:NatGateway": natGateway,
  "aws:ec2/vpcEndpoint:VpcEndpoint": vpcEndpoint,
  ...pricersOf(free, [
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
    "aws:ec2/defaultRouteTable:DefaultRouteTable",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/networkAcl:NetworkAcl",
    "aws:ec2/networkAclRule:NetworkAclRule",
    "aws:ec2/route:Route",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/tag:Tag",
    "aws:ec2/vpc:Vpc",
    "aws:ec2/vpcDhcpOptions:VpcDhcpOptions",
    "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  ]),
};

/**
 * A NAT gateway. Its public address is another resource. A regional gateway is charged by zones, which are not known
 * yet.
 */
function natGateway({ inputs }: Declared): Priced {
  if (inputs.availabilityMode !== undefined && inputs.availabilityMode !== "zonal") return unpriced;
  const traffic = `, and ${rate(price("nat.gb"))} for each GB`;
  return priced(hourly("NAT gateway", 1, "1 gateway", price("nat.hour"), traffic));
}

/** Gateway endpoints (S3, DynamoDB) cost nothing. Interface endpoints are charged for each subnet. */
function vpcEndpoint({ inputs }: Declared): Priced {
  const { vpcEndpointType = "Gateway" } = inputs;
  if (vpcEndpointType === "Gateway") return free;
  const subnets = listOf(inputs.subnetIds).length;
  if (vpcEndpointType !== "Interface" || subnets === 0) return unpriced;
  const what = `${subnets} ${subnets === 1 ? "subnet" : "subnets"}`;
  const traffic = `, and ${rate(price("vpce.interface.gb"))} for each GB`;
  return priced(hourly("interface endpoint", subnets, what, price("vpce.interface.hour"), traffic));
}

/** Flow logs. Delivery to a log group is charged as the group's ingestion, other delivery is charged on its own. */
function flowLog({ inputs }: Declared): Priced {
  const { logDestinationType = "cloud-watch-logs" } = inputs;
  return logDestinationType === "cloud-watch-logs" ? free : unpriced;
}
