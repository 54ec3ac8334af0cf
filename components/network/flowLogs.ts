import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, regionalArn } from "../../core/aws/account";
import { Component } from "../component";
import { serviceTrust } from "../iam/policyDocument";
import { Role } from "../iam/role";

/** Arguments of `FlowLogs`. */
export interface FlowLogsArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** VPC whose traffic is recorded. */
  readonly vpcId: pulumi.Input<string>;
  /** Name of the log group. The policy of its key contains the name too. */
  readonly logGroupName: string;
  /** KMS key of the log group. */
  readonly encryptionKeyArn: pulumi.Input<string>;
  /** Retention of the records, in days. */
  readonly retentionDays: number;
  /** Whether the log group is kept when the network is deleted. */
  readonly deletionProtection: boolean;
}

/**
 * Flow logs of a VPC in CloudWatch Logs: a record of every connection that the network accepted or rejected, for the
 * investigation of incidents.
 *
 * ### Cost
 * 0.50 USD for each GB of records, and 0.03 USD for each GB and month of retention (us-east-1).
 */
export class FlowLogs extends Component {
  /** Name of the log group. */
  readonly logGroupName: pulumi.Output<string>;

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

    this.logGroupName = logGroup.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }

  /**
   * Permissions and trust are those of "IAM role for publishing flow logs to CloudWatch Logs" in the VPC user guide.
   */
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
      // IAM supports no narrower resource for DescribeLogGroups.
      { Sid: "DescribeLogGroups", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
    ]);
    return role;
  }
}

/** Computed from the name, so that a preview shows it. */
function logGroupArn(logGroup: aws.cloudwatch.LogGroup, { account }: FlowLogsArgs): pulumi.Output<string> {
  return logGroup.name.apply((name) => regionalArn(account, "logs", `log-group:${name}`));
}
