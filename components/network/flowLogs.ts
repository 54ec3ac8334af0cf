import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, regionalArn } from "../../core/aws/account";
import { Component } from "../component";
import { serviceTrust } from "../iam/policyDocument";
import { Role } from "../iam/role";

export interface FlowLogsArgs {
  readonly account: AwsAccount;
  readonly vpcId: pulumi.Input<string>;
  /** Name of the log group, which the key's policy names too. */
  readonly logGroupName: string;
  /** Key of the log group. */
  readonly encryptionKeyArn: pulumi.Input<string>;
  /** Days for which the records are kept. */
  readonly retentionDays: number;
  /** Whether the records outlive the network. */
  readonly deletionProtection: boolean;
}

/**
 * A record of every connection that the network accepted or refused: what an incident's investigation starts from.
 *
 * ### Cost
 * 0.50 USD for each GB that comes in, 0.03 USD for each GB and month kept (us-east-1).
 */
export class FlowLogs extends Component {
  constructor(name: string, args: FlowLogsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:FlowLogs", name, opts);

    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      { name: args.logGroupName, retentionInDays: args.retentionDays, kmsKeyId: args.encryptionKeyArn },
      { parent: this, retainOnDelete: args.deletionProtection },
    );
    const role = this.createRole(logGroup, args);
    new aws.ec2.FlowLog(
      `${name}-record`,
      {
        vpcId: args.vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: logGroupArn(logGroup, args),
        iamRoleArn: role.arn,
        maxAggregationInterval: 600,
      },
      { parent: this, dependsOn: [role] },
    );

    this.registerOutputs({});
  }

  /** Permissions and trust as in "IAM role for publishing flow logs to CloudWatch Logs" of the VPC user guide. */
  private createRole(logGroup: aws.cloudwatch.LogGroup, args: FlowLogsArgs): Role {
    const { account } = args;
    const role = new Role(
      `${this.name}-writer`,
      {
        account,
        description: "VPC flow logs write to their log group",
        trust: serviceTrust("vpc-flow-logs.amazonaws.com", {
          condition: {
            StringEquals: { "aws:SourceAccount": account.accountId },
            ArnLike: { "aws:SourceArn": regionalArn(account, "ec2", "vpc-flow-log/*") },
          },
        }),
      },
      { parent: this },
    );
    role.grant("write-logs", [
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: pulumi.interpolate`${logGroupArn(logGroup, args)}:*`,
      },
      // Describing log groups knows no narrower resource.
      { Sid: "FindLogGroup", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
    ]);
    return role;
  }
}

/** Made of the name, so that a preview shows it. */
function logGroupArn(logGroup: aws.cloudwatch.LogGroup, { account }: FlowLogsArgs): pulumi.Output<string> {
  return logGroup.name.apply((name) => regionalArn(account, "logs", `log-group:${name}`));
}
