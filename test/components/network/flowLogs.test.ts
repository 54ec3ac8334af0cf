import { describe, expect, it } from "vitest";
import { FlowLogs } from "../../../components/network/flowLogs";
import type { Registration } from "../../../core/graph/registration";
import { only, recordComponent } from "../../support/record";

function flowLogs(deletionProtection: boolean): Promise<Registration[]> {
  return recordComponent(
    () =>
      new FlowLogs("flows", {
        account: { accountId: "111122223333", region: "us-west-2" },
        vpcId: "vpc-1",
        logGroupName: "/aws/vpc/test/flow-logs",
        encryptionKeyArn: "arn:aws:kms:us-west-2:111122223333:key/logs",
        retentionDays: 30,
        deletionProtection,
      }),
  );
}

describe("FlowLogs", () => {
  it("records all traffic of the VPC in its log group, by a role that can write there only", async () => {
    const resources = await flowLogs(false);
    expect(only(resources, "aws:ec2/flowLog:FlowLog").inputs).toMatchObject({
      vpcId: "vpc-1",
      trafficType: "ALL",
      logDestination: "arn:aws:logs:us-west-2:111122223333:log-group:/aws/vpc/test/flow-logs",
      iamRoleArn: "arn:aws:iam::111122223333:role/flows-writer",
    });
    expect(JSON.parse(String(only(resources, "aws:iam/rolePolicy:RolePolicy").inputs.policy))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "WriteLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: "arn:aws:logs:us-west-2:111122223333:log-group:/aws/vpc/test/flow-logs:*",
        },
        { Sid: "DescribeLogGroups", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
      ],
    });
  });

  it("is created after the role's permissions", async () => {
    const resources = await flowLogs(false);
    const policy = only(resources, "aws:iam/rolePolicy:RolePolicy").urn;
    expect(only(resources, "aws:ec2/flowLog:FlowLog").dependsOn).toContain(policy);
  });

  it.each([true, false])("keeps its log group after deletion if retention is on: %s", async (protect) => {
    const { inputs, options } = only(await flowLogs(protect), "aws:cloudwatch/logGroup:LogGroup");
    expect(options.retainOnDelete).toBe(protect);
    expect(inputs).toEqual({
      name: "/aws/vpc/test/flow-logs",
      retentionInDays: 30,
      kmsKeyId: "arn:aws:kms:us-west-2:111122223333:key/logs",
      tags: { Name: "flows" },
    });
  });
});
