import { textOrEmpty } from "../../../core/json/reading";
import type { SimulatedTypes } from "../resourceType";
import { arn, dnsSuffix, key, keyed, logGroup, principals, roleByArn, uuid } from "./formats";

const rule = "aws:cloudwatch/eventRule:EventRule";
const queue = "aws:sqs/queue:Queue";
const topic = "aws:sns/topic:Topic";

/** Keys, logs, events, queues, topics and alarms. */
export const serviceTypes: SimulatedTypes = {
  [key]: {
    id: (facts) => uuid(facts, "key"),
    arn: (facts) => arn(facts, "kms", `key/${facts.id}`),
    outputs: ({ account, id }) => ({
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      description: "",
      keyId: id,
      keyUsage: "ENCRYPT_DECRYPT",
      multiRegion: false,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: `arn:${account.partition}:iam::${account.accountId}:root` },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      }),
      rotationPeriodInDays: 365,
    }),
    references: [roleByArn(principals("policy"))],
    leftoverOf: ({ id, outputs }) => ({
      kind: "kms key",
      id,
      note: `deleted in ${outputs.deletionWindowInDays ?? 30} days: ${textOrEmpty(outputs, "description")}`,
    }),
    missing: { code: "NotFoundException", text: "Key '{id}' does not exist" },
  },

  "aws:kms/alias:Alias": {
    id: ({ name }) => name,
    arn: (facts) => arn(facts, "kms", facts.name),
    outputs: ({ cloud, inputs }) => {
      const found =
        cloud.find(key, "id", textOrEmpty(inputs, "targetKeyId")) ??
        cloud.find(key, "arn", textOrEmpty(inputs, "targetKeyId"));
      return { namePrefix: "", targetKeyArn: found ? textOrEmpty(found.outputs, "arn") : "" };
    },
    name: { maximum: 238, prefix: "alias/" },
    references: [keyed("targetKeyId")],
    exists: { code: "AlreadyExistsException", text: "An alias with the name {id} already exists" },
  },

  [logGroup]: {
    id: ({ name }) => name,
    arn: (facts) => arn(facts, "logs", `log-group:${facts.name}`),
    outputs: () => ({
      deletionProtectionEnabled: false,
      logGroupClass: "STANDARD",
      namePrefix: "",
      retentionInDays: 0,
      skipDestroy: false,
    }),
    name: {},
    references: [keyed("kmsKeyId")],
    exists: { code: "ResourceAlreadyExistsException", text: "The specified log group already exists: {id}" },
    missing: { code: "ResourceNotFoundException", text: "The specified log group does not exist: {id}" },
  },

  [rule]: {
    id: ({ name }) => name,
    arn: (facts) => arn(facts, "events", `rule/${facts.name}`),
    outputs: () => ({ eventBusName: "default", namePrefix: "", state: "ENABLED" }),
    name: { maximum: 64 },
    put: true,
    missing: { code: "ResourceNotFoundException", text: "Rule {id} does not exist on EventBus default." },
    inUse: { code: "ValidationException", text: "Rule can't be deleted since it has targets." },
    deletionTimeoutSeconds: 300,
  },

  "aws:cloudwatch/eventTarget:EventTarget": {
    id: ({ inputs, name }) => `${textOrEmpty(inputs, "rule")}-${name}`,
    outputs: () => ({ eventBusName: "default" }),
    name: { property: "targetId" },
    references: [
      { from: "rule", to: rule, by: ["name"], onDeletion: "refuse" },
      { from: "arn", to: queue, by: ["arn"], accepts: (name) => !name.includes(":sqs:") },
    ],
    put: true,
  },

  [queue]: {
    id: (facts) => queueUrl(facts),
    arn: (facts) => arn(facts, "sqs", facts.name),
    outputs: (facts) => ({
      contentBasedDeduplication: false,
      deduplicationScope: "",
      delaySeconds: 0,
      fifoQueue: false,
      fifoThroughputLimit: "",
      kmsDataKeyReusePeriodSeconds: 300,
      maxMessageSize: 262144,
      messageRetentionSeconds: 345600,
      namePrefix: "",
      policy: "",
      receiveWaitTimeSeconds: 0,
      redriveAllowPolicy: "",
      redrivePolicy: "",
      sqsManagedSseEnabled: true,
      url: queueUrl(facts),
      visibilityTimeoutSeconds: 30,
    }),
    name: { maximum: 80 },
    exists: { code: "QueueAlreadyExists", text: "A queue already exists with the same name and a different value" },
    missing: { code: "AWS.SimpleQueueService.NonExistentQueue", text: "The specified queue does not exist: {id}" },
  },

  [topic]: {
    id: (facts) => arn(facts, "sns", facts.name),
    arn: (facts) => arn(facts, "sns", facts.name),
    outputs: ({ account }) => ({
      beginningArchiveTime: "",
      contentBasedDeduplication: false,
      displayName: "",
      fifoThroughputScope: "",
      fifoTopic: false,
      namePrefix: "",
      owner: account.accountId,
      policy: "",
      signatureVersion: 0,
      tracingConfig: "",
    }),
    name: { maximum: 256 },
    references: [keyed("kmsMasterKeyId")],
    put: true,
    missing: { code: "NotFoundException", text: "Topic does not exist" },
  },

  "aws:sns/topicSubscription:TopicSubscription": {
    id: (facts) => `${textOrEmpty(facts.inputs, "topic")}:${uuid(facts, "subscription")}`,
    arn: (facts) => facts.id,
    outputs: ({ account }) => ({
      confirmationWasAuthenticated: false,
      filterPolicyScope: "",
      ownerId: account.accountId,
      pendingConfirmation: true,
      rawMessageDelivery: false,
    }),
    references: [{ from: "topic", to: topic, by: ["arn"], onDeletion: "follow" }],
  },

  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    id: ({ name }) => name,
    arn: (facts) => arn(facts, "cloudwatch", `alarm:${facts.name}`),
    outputs: () => ({ actionsEnabled: true, evaluateLowSampleCountPercentiles: "", treatMissingData: "missing" }),
    name: { maximum: 255 },
    put: true,
  },

  "aws:sqs/queuePolicy:QueuePolicy": {
    id: ({ inputs }) => textOrEmpty(inputs, "queueUrl"),
    references: [{ from: "queueUrl", to: queue, onDeletion: "follow" }, roleByArn(principals("policy"))],
    put: true,
  },
};

function queueUrl(facts: Parameters<typeof arn>[0] & { readonly name: string }): string {
  const { accountId, region } = facts.account;
  return `https://sqs.${region}.${dnsSuffix(facts)}/${accountId}/${facts.name}`;
}
