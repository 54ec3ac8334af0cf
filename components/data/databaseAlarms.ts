import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Component } from "../component";
import type { EncryptionKey } from "../encryption/encryptionKey";
import type { PolicyStatement } from "../iam/policyDocument";
import { physicalName } from "../naming";

/** Arguments of `DatabaseAlarms`. */
export interface DatabaseAlarmsArgs {
  /** Identifier of the RDS instance. */
  readonly identifier: string;
  /** Initial storage of the instance, in GiB. */
  readonly storageGibibytes: number;
  /** E-mail addresses that get the notifications. */
  readonly emails: readonly string[];
  /** KMS key of the SNS topic. Its policy must contain the statement `alarmsUseKey`. */
  readonly key: EncryptionKey;
}

/**
 * The alarm fires if less than this share of the initial storage is free. RDS adds storage when less than a tenth is
 * free.
 */
const freeShare = 0.05;

/**
 * The alarm for the storage of the database, and the SNS topic that it notifies. Only CloudWatch has the free storage
 * of an RDS instance. The alarm does not depend on the cluster, because services of the cluster fail without the
 * database.
 *
 * ### Cost
 * 0.10 USD a month for the alarm. The first 1,000 e-mails of a month are free.
 */
export class DatabaseAlarms extends Component {
  constructor(name: string, args: DatabaseAlarmsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:DatabaseAlarms", name, opts);

    const topic = this.createTopic(args);
    for (const email of args.emails) this.createSubscription(topic, email);
    this.createStorageAlarm(topic, args);

    this.registerOutputs({ topicArn: topic.arn });
  }

  private createTopic({ key }: DatabaseAlarmsArgs): aws.sns.Topic {
    const name = physicalName("aws:sns/topic:Topic", this.name);
    return new aws.sns.Topic(this.name, { name, kmsMasterKeyId: key.arn }, { parent: this });
  }

  /**
   * SNS first sends a request for confirmation to the address. The logical name contains a digest instead of the
   * address.
   */
  private createSubscription(topic: aws.sns.Topic, email: string): void {
    new aws.sns.TopicSubscription(
      `${this.name}-${createHash("sha256").update(email).digest("hex").slice(0, 8)}`,
      { topic: topic.arn, protocol: "email", endpoint: email },
      { parent: this },
    );
  }

  private createStorageAlarm(topic: aws.sns.Topic, { identifier, storageGibibytes }: DatabaseAlarmsArgs): void {
    const name = `${this.name}-storage`;
    new aws.cloudwatch.MetricAlarm(
      name,
      {
        name: physicalName("aws:cloudwatch/metricAlarm:MetricAlarm", name),
        alarmDescription: `Free storage of the database ${identifier} is below 5 % of its initial storage. Runbook: docs/runbooks/database-storage.md`,
        namespace: "AWS/RDS",
        metricName: "FreeStorageSpace",
        dimensions: { DBInstanceIdentifier: identifier },
        statistic: "Minimum",
        comparisonOperator: "LessThanThreshold",
        threshold: storageGibibytes * 1024 ** 3 * freeShare,
        period: 300,
        evaluationPeriods: 3,
        alarmActions: [topic.arn],
        okActions: [topic.arn],
      },
      { parent: this },
    );
  }
}

/** Returns the statement that lets CloudWatch send alarms of the account to topics that the key encrypts. */
export function alarmsUseKey({ accountId }: AwsAccount): PolicyStatement {
  return {
    Sid: "AlarmsUseKey",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}
