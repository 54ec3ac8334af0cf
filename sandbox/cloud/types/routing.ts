import { textOrEmpty } from "../../../core/json/reading";
import type { SimulatedTypes } from "../resourceType";
import { arn, ec2Id, subnet, vpc } from "./formats";

const routeTable = "aws:ec2/routeTable:RouteTable";

/** Route tables, routes and associations. */
export const routingTypes: SimulatedTypes = {
  [routeTable]: {
    id: (facts) => ec2Id(facts, "rtb"),
    arn: (facts) => arn(facts, "ec2", `route-table/${facts.id}`),
    outputs: ({ account }) => ({ ownerId: account.accountId, propagatingVgws: [], routes: [] }),
    references: [{ from: "vpcId", to: vpc, onDeletion: "refuse" }],
    missing: { code: "InvalidRouteTableID.NotFound", text: "The routeTable ID '{id}' does not exist" },
    deletionTimeoutSeconds: 300,
  },

  "aws:ec2/route:Route": {
    id: ({ inputs }) => `r-${textOrEmpty(inputs, "routeTableId")}${hash(destination(inputs))}`,
    outputs: () => ({
      instanceId: "",
      instanceOwnerId: "",
      networkInterfaceId: "",
      origin: "CreateRoute",
      state: "active",
    }),
    references: [
      { from: "routeTableId", to: routeTable, onDeletion: "follow" },
      { from: "gatewayId", to: "aws:ec2/internetGateway:InternetGateway", accepts: (name) => name === "local" },
      { from: "natGatewayId", to: "aws:ec2/natGateway:NatGateway" },
      { from: "vpcEndpointId", to: "aws:ec2/vpcEndpoint:VpcEndpoint" },
    ],
    exists: { code: "RouteAlreadyExists", text: "The route identified by {id} already exists." },
  },

  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    id: (facts) => ec2Id(facts, "rtbassoc"),
    references: [
      { from: "routeTableId", to: routeTable, onDeletion: "follow" },
      { from: "subnetId", to: subnet, onDeletion: "follow" },
      { from: "gatewayId", to: "aws:ec2/internetGateway:InternetGateway", onDeletion: "follow" },
    ],
    key: ({ inputs }) => textOrEmpty(inputs, "subnetId") || textOrEmpty(inputs, "gatewayId"),
    exists: {
      code: "Resource.AlreadyAssociated",
      text: "the specified association for route table conflicts with an existing association",
    },
  },
};

function destination(inputs: Parameters<typeof textOrEmpty>[0]): string {
  return (
    textOrEmpty(inputs, "destinationCidrBlock") ||
    textOrEmpty(inputs, "destinationIpv6CidrBlock") ||
    textOrEmpty(inputs, "destinationPrefixListId")
  );
}

/** Returns the provider's hash of a text: CRC-32 in decimal digits. */
function hash(text: string): number {
  let rest = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}
