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
  /** RDS's name of the instance. */
  readonly identifier: string;
  /** Initial storage of the instance, GiB. */
  readonly storageGibibytes: number;
  /** E-mail addresses that get the notifications. */
  readonly emails: readonly string[];
  /** A key whose policy contains `alarmsUseKey`. */
  readonly key: EncryptionKey;
}

/** Part of the initial storage below which free storage is an alarm. RDS adds storage when less than a tenth is free. */
const freeShare = 0.05;

/**
 * The alarm for the storage of the database, and the SNS topic that it notifies. Only CloudWatch knows the free storage of an
 * RDS instance. The alarm does not depend on the cluster, whose services fail without the database.
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

  /** SNS asks the address for confirmation first. Named by a digest: a logical name takes no address. */
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
        alarmDescription: `Less than 5 % of the storage of the database ${identifier} is free. Runbook: docs/runbooks/database-storage.md`,
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

/** Lets CloudWatch send alarms of the account to topics that the key encrypts. */
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
