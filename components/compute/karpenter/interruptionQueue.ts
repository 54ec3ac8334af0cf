import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, regionalArn } from "../../../core/aws/account";
import { Component } from "../../component";
import { policyDocument } from "../../iam/policyDocument";

/** Arguments of `InterruptionQueue`. */
export interface InterruptionQueueArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
}

/** Events of EC2 and AWS Health that announce the loss of a node. */
const events = {
  "spot-interruption": { source: ["aws.ec2"], "detail-type": ["EC2 Spot Instance Interruption Warning"] },
  rebalance: { source: ["aws.ec2"], "detail-type": ["EC2 Instance Rebalance Recommendation"] },
  "state-change": { source: ["aws.ec2"], "detail-type": ["EC2 Instance State-change Notification"] },
  "reservation-interruption": {
    source: ["aws.ec2"],
    "detail-type": ["EC2 Capacity Reservation Instance Interruption Warning"],
  },
  health: { source: ["aws.health"], "detail-type": ["AWS Health Event"] },
};

/**
 * The SQS queue with interruption events. Karpenter reads it, and drains a spot node in the two minutes before AWS
 * reclaims it.
 *
 * ### Cost
 * 0.40 USD for each million messages.
 */
export class InterruptionQueue extends Component {
  /** Name of the queue. */
  readonly queueName: pulumi.Output<string>;
  /** ARN of the queue. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: InterruptionQueueArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:InterruptionQueue", name, opts);

    const queue = new aws.sqs.Queue(
      name,
      {
        name,
        messageRetentionSeconds: 300,
        // The key of SQS: with a customer-managed key, EventBridge would need a statement in the key's policy.
        sqsManagedSseEnabled: true,
      },
      { parent: this },
    );
    // Computed from the name, so that a preview shows it.
    this.arn = queue.name.apply((queueName) => regionalArn(args.account, "sqs", queueName));
    this.queueName = queue.name;
    const rules = Object.entries(events).map(([event, pattern]) => this.createRule(event, pattern));
    this.allowRules(queue, rules);

    this.registerOutputs({ queueName: this.queueName, arn: this.arn });
  }

  private createRule(event: string, pattern: object): aws.cloudwatch.EventRule {
    const name = `${this.name}-${event}`;
    const rule = new aws.cloudwatch.EventRule(
      name,
      { description: `Karpenter: ${event}`, eventPattern: JSON.stringify(pattern) },
      { parent: this },
    );
    new aws.cloudwatch.EventTarget(`${name}-target`, { rule: rule.name, arn: this.arn }, { parent: this });
    return rule;
  }

  private allowRules(queue: aws.sqs.Queue, rules: readonly aws.cloudwatch.EventRule[]): void {
    new aws.sqs.QueuePolicy(
      `${this.name}-policy`,
      {
        queueUrl: queue.url,
        policy: policyDocument([
          {
            Sid: "AllowEventBridgeRules",
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: this.arn,
            Condition: { ArnEquals: { "aws:SourceArn": rules.map((rule) => rule.arn) } },
          },
          {
            Sid: "DenyInsecureTransport",
            Effect: "Deny",
            Principal: "*",
            Action: "sqs:*",
            Resource: this.arn,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ]),
      },
      { parent: this },
    );
  }
}
