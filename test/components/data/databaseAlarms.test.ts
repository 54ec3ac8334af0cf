import { describe, expect, it } from "vitest";
import { alarmsUseKey, DatabaseAlarms } from "../../../components/data/databaseAlarms";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import { all, only, recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

function alarms(emails: readonly string[]) {
  return recordComponent(() => {
    const key = new EncryptionKey("key", {
      account,
      description: "Data",
      statements: [alarmsUseKey(account)],
      deletionProtection: false,
    });
    return new DatabaseAlarms("store-alarms", { identifier: "store", storageGibibytes: 100, emails, key });
  });
}

describe("DatabaseAlarms", () => {
  it("fires when less than 5 % of the storage has been free for 15 minutes, and notifies when it clears", async () => {
    const resources = await alarms([]);
    const topic = only(resources, "aws:sns/topic:Topic");
    const { inputs } = only(resources, "aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(inputs).toMatchObject({
      name: "store-alarms-storage",
      namespace: "AWS/RDS",
      metricName: "FreeStorageSpace",
      dimensions: { DBInstanceIdentifier: "store" },
      statistic: "Minimum",
      comparisonOperator: "LessThanThreshold",
      threshold: 5_368_709_120,
      period: 300,
      evaluationPeriods: 3,
    });
    const topicArn = [expect.stringContaining(topic.urn)];
    expect(inputs).toMatchObject({ alarmActions: topicArn, okActions: topicArn });
    expect(topic.inputs).toMatchObject({ name: "store-alarms", kmsMasterKeyId: expect.stringContaining("#arn") });
  });

  it("allows only CloudWatch of this account to use the key of the topic", async () => {
    const key = only(await alarms([]), "aws:kms/key:Key");
    expect(JSON.parse(String(key.inputs.policy)).Statement).toContainEqual({
      Sid: "AlarmsUseKey",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
  });

  it("subscribes each address, and creates no subscription without addresses", async () => {
    const reported = all(
      await alarms(["ml@example.com", "On.Call@example.com"]),
      "aws:sns/topicSubscription:TopicSubscription",
    );
    const addresses = reported.map(({ inputs }) => [inputs.protocol, inputs.endpoint]).sort();
    expect(addresses).toEqual([
      ["email", "On.Call@example.com"],
      ["email", "ml@example.com"],
    ]);
    expect(reported.filter(({ name }) => !/^store-alarms-[0-9a-f]{8}$/.test(name))).toEqual([]);
    expect(all(await alarms([]), "aws:sns/topicSubscription:TopicSubscription")).toEqual([]);
  });
});
