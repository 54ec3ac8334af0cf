import * as aws from "@pulumi/aws";
import { describe, expect, it } from "vitest";
import {
  type InterfaceEndpoint,
  interfaceEndpointNames,
  interfaceEndpointPolicy,
  s3EndpointPolicy,
} from "../../../components/network/endpointPolicy";
import { Endpoints } from "../../../components/network/endpoints";
import type { Registration } from "../../../core/graph/registration";
import { all, only, recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

function endpoints(interfaces: InterfaceEndpoint[]): Promise<Registration[]> {
  return recordComponent(() => {
    const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.20.0.0/16" });
    const routeTables = [new aws.ec2.RouteTable("routes", { vpcId: vpc.id })];
    return new Endpoints("ways", {
      account,
      vpc,
      clientCidr: "10.20.0.0/16",
      subnetIds: ["subnet-a", "subnet-b"],
      interfaces,
      routeTables,
    });
  });
}

describe("Endpoints", () => {
  it("has only the S3 gateway endpoint without interface endpoints", async () => {
    const resources = await endpoints([]);
    expect(all(resources, "aws:ec2/vpcEndpoint:VpcEndpoint").map(({ name }) => name)).toEqual(["ways-s3"]);
    expect(all(resources, "aws:ec2/securityGroup:SecurityGroup")).toEqual([]);
  });

  it("adds routes to S3 to the given route tables", async () => {
    const { inputs } = only(await endpoints([]), "aws:ec2/vpcEndpoint:VpcEndpoint");
    expect(inputs.vpcEndpointType).toBe("Gateway");
    expect(inputs.serviceName).toBe("com.amazonaws.us-west-2.s3");
    expect(inputs.routeTableIds).toEqual([expect.stringContaining("::routes#id]")]);
  });

  it("creates interface endpoints with private DNS that accept HTTPS from the network only", async () => {
    const resources = await endpoints(["ecr.api"]);
    const group = only(resources, "aws:ec2/securityGroup:SecurityGroup");
    expect(only(resources, "aws:ec2/vpcEndpoint:VpcEndpoint", "ways-ecr-api").inputs).toEqual({
      vpcId: expect.stringContaining("::vpc#id]"),
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.us-west-2.ecr.api",
      subnetIds: ["subnet-a", "subnet-b"],
      securityGroupIds: [`[unknown:${group.urn}#id]`],
      privateDnsEnabled: true,
      policy: expect.any(String),
      tags: { Name: "ways-ecr-api" },
    });
    expect(only(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs).toEqual({
      securityGroupId: `[unknown:${group.urn}#id]`,
      description: "HTTPS from the network",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "10.20.0.0/16",
      tags: { Name: "ways-clients-https" },
    });
    expect(all(resources, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")).toEqual([]);
  });

  it("creates one endpoint for each service", async () => {
    const names = all(await endpoints([...interfaceEndpointNames]), "aws:ec2/vpcEndpoint:VpcEndpoint").map(
      ({ inputs }) => inputs.serviceName,
    );
    expect(names.sort()).toEqual(
      ["s3", ...interfaceEndpointNames].map((name) => `com.amazonaws.us-west-2.${name}`).sort(),
    );
  });
});

describe("endpoint policies", () => {
  it("allow only principals of the account", () => {
    for (const name of interfaceEndpointNames.filter((endpoint) => endpoint !== "eks-auth")) {
      expect(interfaceEndpointPolicy(account, name)).toEqual([
        {
          Sid: "AllowOwnPrincipals",
          Effect: "Allow",
          Principal: "*",
          Action: expect.stringMatching(/^[a-z0-9]+:\*$/),
          Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
        },
      ]);
    }
  });

  it("are omitted if AWS does not support them", () => {
    expect(interfaceEndpointPolicy(account, "eks-auth")).toBeUndefined();
  });

  it("allow everyone to read from S3, for images, and only the account to write", () => {
    const open = s3EndpointPolicy(account).filter(({ Condition }) => Condition === undefined);
    expect(open).toEqual([
      { Sid: "AllowPublicReads", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" },
    ]);
  });
});
