import { textOrEmpty, textsOf } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import type { Facts, SimulatedTypes } from "../resourceType";
import {
  addressIn,
  addressOf,
  arn,
  ec2Id,
  publicAddress,
  securityGroup,
  securityGroups,
  subnet,
  subnets,
  vpc,
  vpcOf,
  zoneId,
} from "./formats";

const natGateway = "aws:ec2/natGateway:NatGateway";

/** VPCs, subnets, gateways and endpoints. */
export const vpcTypes: SimulatedTypes = {
  [vpc]: {
    id: (facts) => ec2Id(facts, "vpc"),
    arn: (facts) => arn(facts, "ec2", `vpc/${facts.id}`),
    outputs: (facts) => ({
      cidrBlock: "",
      defaultNetworkAclId: ec2Id(facts, "acl"),
      defaultRouteTableId: ec2Id(facts, "rtb"),
      defaultSecurityGroupId: ec2Id(facts, "sg"),
      dhcpOptionsId: ec2Id(facts, "dopt"),
      enableDnsHostnames: false,
      enableDnsSupport: true,
      enableNetworkAddressUsageMetrics: false,
      instanceTenancy: "default",
      ipv6AssociationId: "",
      ipv6CidrBlock: "",
      ipv6CidrBlockNetworkBorderGroup: "",
      mainRouteTableId: ec2Id(facts, "rtb"),
      ownerId: facts.account.accountId,
    }),
    provides: ({ id, outputs }) => [
      {
        type: securityGroup,
        id: textOrEmpty(outputs, "defaultSecurityGroupId"),
        outputs: { vpcId: id, name: "default" },
      },
      { type: "aws:ec2/routeTable:RouteTable", id: textOrEmpty(outputs, "mainRouteTableId"), outputs: { vpcId: id } },
    ],
    missing: { code: "InvalidVpcID.NotFound", text: "The vpc ID '{id}' does not exist" },
    inUse: { code: "DependencyViolation", text: "The vpc '{id}' has dependencies and cannot be deleted." },
    deletionTimeoutSeconds: 300,
  },

  [subnet]: {
    id: (facts) => ec2Id(facts, "subnet"),
    arn: (facts) => arn(facts, "ec2", `subnet/${facts.id}`),
    outputs: (facts) => {
      const zone = textOrEmpty(facts.inputs, "availabilityZone") || `${facts.account.region}a`;
      return {
        availabilityZone: zone,
        availabilityZoneId: zoneId(zone),
        cidrBlock: "",
        ipv6CidrBlock: "",
        ipv6CidrBlockAssociationId: "",
        mapPublicIpOnLaunch: false,
        ownerId: facts.account.accountId,
        privateDnsHostnameTypeOnLaunch: "ip-name",
      };
    },
    references: [{ from: "vpcId", to: vpc, onDeletion: "refuse" }],
    key: ({ inputs }) => `${textOrEmpty(inputs, "vpcId")} ${textOrEmpty(inputs, "cidrBlock")}`,
    exists: { code: "InvalidSubnet.Conflict", text: "The CIDR conflicts with another subnet" },
    missing: { code: "InvalidSubnetID.NotFound", text: "The subnet ID '{id}' does not exist" },
    inUse: { code: "DependencyViolation", text: "The subnet '{id}' has dependencies and cannot be deleted." },
    deletionTimeoutSeconds: 1200,
  },

  "aws:ec2/internetGateway:InternetGateway": {
    id: (facts) => ec2Id(facts, "igw"),
    arn: (facts) => arn(facts, "ec2", `internet-gateway/${facts.id}`),
    outputs: ({ account }) => ({ ownerId: account.accountId, vpcId: "" }),
    references: [{ from: "vpcId", to: vpc, onDeletion: "refuse" }],
    refuseDelete: ({ id, outputs }, cloud) => {
      const network = textOrEmpty(outputs, "vpcId");
      const mapped = cloud.all(natGateway).some((gateway) => {
        return textOrEmpty(gateway.outputs, "allocationId") !== "" && textOrEmpty(gateway.outputs, "vpcId") === network;
      });
      return mapped
        ? new CloudError(
            "DependencyViolation",
            `Network ${network} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway ${id}.`,
          )
        : undefined;
    },
    key: ({ inputs }) => textOrEmpty(inputs, "vpcId"),
    exists: { code: "Resource.AlreadyAssociated", text: "the network has an Internet gateway already" },
    missing: { code: "InvalidInternetGatewayID.NotFound", text: "The internetGateway ID '{id}' does not exist" },
    deletionTimeoutSeconds: 1200,
  },

  "aws:ec2/eip:Eip": {
    id: (facts) => ec2Id(facts, "eipalloc"),
    arn: (facts) => arn(facts, "ec2", `elastic-ip/${facts.id}`),
    outputs: (facts) => {
      const address = publicAddress(facts.hex("public address", 8));
      return {
        allocationId: facts.id,
        associationId: "",
        carrierIp: "",
        customerOwnedIp: "",
        domain: "vpc",
        instance: "",
        ipamPoolId: "",
        networkBorderGroup: facts.account.region,
        networkInterface: "",
        privateDns: "",
        privateIp: "",
        ptrRecord: "",
        publicDns: `ec2-${address.replaceAll(".", "-")}.${facts.account.region}.compute.amazonaws.com`,
        publicIp: address,
        publicIpv4Pool: "amazon",
      };
    },
    missing: { code: "InvalidAllocationID.NotFound", text: "The allocation ID '{id}' does not exist" },
    inUse: { code: "InvalidIPAddress.InUse", text: "Address with allocation id '{id}' is in use." },
    deletionTimeoutSeconds: 180,
  },

  [natGateway]: {
    id: (facts) => ec2Id(facts, "nat"),
    outputs: (facts) => {
      const subnetId = textOrEmpty(facts.inputs, "subnetId");
      const address = facts.cloud.find("aws:ec2/eip:Eip", "id", textOrEmpty(facts.inputs, "allocationId"));
      return {
        associationId: ec2Id(facts, "eipassoc"),
        autoProvisionZones: "disabled",
        autoScalingIps: "disabled",
        availabilityMode: "zonal",
        connectivityType: "public",
        networkInterfaceId: ec2Id(facts, "eni"),
        privateIp: addressOf(facts, subnetId),
        publicIp: address ? textOrEmpty(address.outputs, "publicIp") : "",
        regionalNatGatewayAddresses: [],
        regionalNatGatewayAutoMode: "disabled",
        routeTableId: "",
        secondaryAllocationIds: [],
        secondaryPrivateIpAddressCount: 0,
        secondaryPrivateIpAddresses: [],
        vpcId: vpcOf(facts.cloud, [subnetId]),
      };
    },
    references: [
      { from: "subnetId", to: subnet },
      { from: "allocationId", to: "aws:ec2/eip:Eip", onDeletion: "refuse" },
    ],
    interfaces: ({ id, outputs }) => [
      { subnetIds: [textOrEmpty(outputs, "subnetId")], securityGroupIds: [], owner: `NAT gateway ${id}` },
    ],
    validate: needsInternetGateway,
    missing: { code: "NatGatewayNotFound", text: "NAT gateway {id} was not found" },
  },

  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    id: (facts) => ec2Id(facts, "vpce"),
    arn: (facts) => arn(facts, "ec2", `vpc-endpoint/${facts.id}`),
    outputs: (facts) => {
      const { account, inputs } = facts;
      const gateway = textOrEmpty(inputs, "vpcEndpointType") !== "Interface";
      const service = textOrEmpty(inputs, "serviceName").split(".").slice(3).join(".");
      return {
        cidrBlocks: gateway ? [addressIn("52.0.0.0/8", facts.hex("cidr", 8)).replace(/\.\d+$/, ".0/24")] : [],
        dnsEntries: gateway
          ? []
          : [
              {
                dnsName: `${facts.id}-${facts.hex("dns", 8)}.${service}.${account.region}.vpce.amazonaws.com`,
                hostedZoneId: `Z${facts.hex("zone", 12).toUpperCase()}`,
              },
            ],
        dnsOptions: {
          dnsRecordIpType: gateway ? "service-defined" : "ipv4",
          privateDnsPreference: "",
          privateDnsSpecifiedDomains: [],
        },
        ipAddressType: "ipv4",
        networkInterfaceIds: gateway ? [] : textsOf(inputs, "subnetIds").map((id) => ec2Id(facts, "eni", id)),
        ownerId: account.accountId,
        policy: '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}',
        prefixListId: gateway ? `pl-${facts.hex("prefix list", 8)}` : "",
        privateDnsEnabled: false,
        requesterManaged: false,
        routeTableIds: [],
        securityGroupIds: [],
        serviceRegion: account.region,
        state: "available",
        subnetConfigurations: [],
        subnetIds: [],
        vpcEndpointType: "Gateway",
      };
    },
    references: [
      { from: "vpcId", to: vpc, onDeletion: "refuse" },
      { from: "routeTableIds", to: "aws:ec2/routeTable:RouteTable" },
      subnets("subnetIds"),
      securityGroups("securityGroupIds"),
    ],
    interfaces: ({ id, outputs }) => [
      {
        subnetIds: textsOf(outputs, "subnetIds"),
        securityGroupIds: textsOf(outputs, "securityGroupIds"),
        owner: `endpoint ${id}`,
      },
    ],
    missing: { code: "InvalidVpcEndpointId.NotFound", text: "The Vpc Endpoint Id '{id}' does not exist" },
  },
};

/** The creation of a public NAT gateway fails if its VPC has no Internet gateway. */
function needsInternetGateway({ cloud, inputs }: Facts): CloudError | undefined {
  if (textOrEmpty(inputs, "connectivityType") === "private") return undefined;
  const network = vpcOf(cloud, [textOrEmpty(inputs, "subnetId")]);
  const there = cloud
    .all("aws:ec2/internetGateway:InternetGateway")
    .some(({ outputs }) => textOrEmpty(outputs, "vpcId") === network);
  return there
    ? undefined
    : new CloudError("Gateway.NotAttached", `Network ${network} has no Internet gateway attached`);
}
