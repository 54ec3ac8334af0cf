import type { JsonObject } from "../../core/json/json";
import { resource } from "../specimen";
import type { Subject } from "../subject";
import { tags } from "./baseStack";
import { type Fields, merged } from "./mergeFields";

const vpcId = "vpc-1";

/** Parts of a VPC that are separate resources. */
const parts = {
  defaultSecurityGroup: {
    type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    inputs: { ingress: [], egress: [] },
  },
  flowLog: {
    type: "aws:ec2/flowLog:FlowLog",
    inputs: {
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn:aws:logs:us-east-1:111122223333:log-group:/aws/vpc/mlops",
      iamRoleArn: "arn:aws:iam::111122223333:role/mlops-flow-logs",
    },
  },
} as const satisfies Readonly<Record<string, { type: string; inputs: JsonObject }>>;

type Part = keyof typeof parts;

const partNames = Object.keys(parts) as Part[];

/** Returns a VPC with all its parts. It passes every rule unless `changes` violate one; `undefined` removes a part. */
export function network(changes: Partial<Record<Part, Fields | undefined>> = {}): readonly Subject[] {
  const vpc = resource("aws:ec2/vpc:Vpc", "network", { cidrBlock: "10.0.0.0/16", tags });
  const belonging = partNames.flatMap((part) => {
    const change = part in changes ? changes[part] : {};
    if (change === undefined) return [];
    const { type, inputs } = parts[part];
    const whole = merged({ vpcId, ...inputs, tags }, change);
    return [resource(type, `network-${part}`, whole, { propertyDependencies: { vpcId: [vpc.urn] } })];
  });
  return [vpc, ...belonging];
}

/** Returns a subnet and its route to a NAT gateway or to an Internet gateway. */
export function subnet(name: string, changes: Fields = {}, target: "nat" | "internet" = "nat"): readonly Subject[] {
  const own = resource(
    "aws:ec2/subnet:Subnet",
    name,
    merged({ vpcId, cidrBlock: "10.0.0.0/20", mapPublicIpOnLaunch: false, tags }, changes),
  );
  const table = resource("aws:ec2/routeTable:RouteTable", `${name}-routes`, { vpcId, tags });
  const association = resource(
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    `${name}-association`,
    { subnetId: `subnet-${name}`, routeTableId: `rtb-${name}` },
    { propertyDependencies: { subnetId: [own.urn], routeTableId: [table.urn] } },
  );
  const gateway = resource("aws:ec2/internetGateway:InternetGateway", `${name}-internet`, { vpcId, tags });
  const route = resource(
    "aws:ec2/route:Route",
    `${name}-route`,
    {
      routeTableId: `rtb-${name}`,
      destinationCidrBlock: "0.0.0.0/0",
      ...(target === "nat" ? { natGatewayId: "nat-1" } : { gatewayId: "igw-1" }),
    },
    { propertyDependencies: { routeTableId: [table.urn], ...(target === "internet" && { gatewayId: [gateway.urn] }) } },
  );
  return [own, table, association, route, ...(target === "internet" ? [gateway] : [])];
}
