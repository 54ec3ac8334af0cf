import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import { namesIn } from "../../../sandbox/cloud/references";
import type { Reference } from "../../../sandbox/cloud/resourceType";
import { simulatedType } from "../../../sandbox/cloud/types/table";
import { type Created, type CreatedPlatform, createPlatform } from "./platform";

/** References between the cloud resources of the platform with every optional part. */
let platform: CreatedPlatform;
let resources: readonly Created[];

beforeAll(async () => {
  platform = await createPlatform();
  resources = [...platform.created.values()].filter(({ registration }) => registration.type.startsWith("aws:"));
});

afterAll(() => platform.cloud.stop());

/** Inputs that equal another resource's name, although AWS does not look the resource up. */
const notLookedUp: Readonly<Record<string, string>> = {
  "aws:autoscaling/tag:Tag tag.value": "a tag is any text",
  "aws:cloudwatch/metricAlarm:MetricAlarm alarmActions": "CloudWatch reports a missing topic only when the alarm fires",
  "aws:cloudwatch/metricAlarm:MetricAlarm okActions": "CloudWatch reports a missing topic only when the alarm clears",
  "aws:cloudwatch/metricAlarm:MetricAlarm dimensions.DBInstanceIdentifier": "a dimension is any text",
};

describe("the simulated types", () => {
  it("declare a reference for each input that names another resource", () => {
    const known = new Map(resources.flatMap((one) => namesOf(one).map((name) => [name, one.registration.type])));
    const undeclared = resources.flatMap(({ registration: { type }, inputs }) => {
      const simulated = simulatedType(type);
      const declared = (simulated.references ?? []).flatMap(({ from }) => (typeof from === "string" ? [from] : []));
      const own = simulated.name && (simulated.name.property ?? "name");
      return textsIn(inputs)
        .filter(({ path, text }) => known.has(text) && path !== own && !declared.includes(path))
        .map(({ path }) => `${type} ${path}`);
    });
    expect([...new Set(undeclared)].sort()).toEqual(Object.keys(notLookedUp).sort());
  });

  it("reject each reference to a missing resource with the code of AWS", async () => {
    const answers: Record<string, string> = {};
    for (const one of resources) {
      const { type, name } = one.registration;
      for (const reference of simulatedType(type).references ?? []) {
        const found = namesIn(reference, one.inputs).find((text) => !reference.accepts?.(text, factsFor(one)));
        const label = `${short(type)} -> ${short(reference.to)}`;
        if (found === undefined || answers[label] !== undefined) continue;
        const inputs = replaced(one.inputs, reference, found);
        answers[label] = await codeOf(() => platform.cloud.engine.create(type, `${name}-planted`, inputs));
      }
    }
    expect(answers).toEqual(missing);
  });

  it("reject the deletion of a resource in use with the code of AWS", async () => {
    const answers: Record<string, string> = {};
    for (const { registration, inputs, outputs } of resources) {
      const all = { ...inputs, ...outputs };
      for (const reference of simulatedType(registration.type).references ?? []) {
        if (reference.onDeletion !== "refuse" || answers[short(reference.to)] !== undefined) continue;
        const [used] = namesIn(reference, all);
        // AWS deletes a group together with its own rules.
        if (used === all.securityGroupId) continue;
        const target = resources.find((one) => one.registration.type === reference.to && isNamed(one, reference, used));
        if (!target) continue;
        const { type, name } = target.registration;
        answers[short(type)] = await codeOf(() => platform.cloud.engine.delete(type, name, target.id));
      }
    }
    expect(answers).toEqual(inUse);
  });
});

const missing: Readonly<Record<string, string>> = {
  "autoscaling/Tag -> autoscaling/Group": "ValidationError",
  "cloudwatch/EventTarget -> cloudwatch/EventRule": "ResourceNotFoundException",
  "cloudwatch/EventTarget -> sqs/Queue": "AWS.SimpleQueueService.NonExistentQueue",
  "cloudwatch/LogGroup -> kms/Key": "InvalidParameterException",
  "ec2/DefaultSecurityGroup -> ec2/Vpc": "InvalidVpcID.NotFound",
  "ec2/FlowLog -> cloudwatch/LogGroup": "ResourceNotFoundException",
  "ec2/FlowLog -> ec2/Vpc": "InvalidVpcID.NotFound",
  "ec2/FlowLog -> iam/Role": "NoSuchEntity",
  "ec2/InternetGateway -> ec2/Vpc": "InvalidVpcID.NotFound",
  "ec2/LaunchTemplate -> ec2/PlacementGroup": "InvalidPlacementGroup.Unknown",
  "ec2/LaunchTemplate -> ec2/SecurityGroup": "InvalidGroup.NotFound",
  "ec2/LaunchTemplate -> kms/Key": "NotFoundException",
  "ec2/NatGateway -> ec2/Eip": "InvalidAllocationID.NotFound",
  "ec2/NatGateway -> ec2/Subnet": "InvalidSubnetID.NotFound",
  "ec2/Route -> ec2/InternetGateway": "InvalidInternetGatewayID.NotFound",
  "ec2/Route -> ec2/NatGateway": "NatGatewayNotFound",
  "ec2/Route -> ec2/RouteTable": "InvalidRouteTableID.NotFound",
  "ec2/RouteTable -> ec2/Vpc": "InvalidVpcID.NotFound",
  "ec2/RouteTableAssociation -> ec2/RouteTable": "InvalidRouteTableID.NotFound",
  "ec2/RouteTableAssociation -> ec2/Subnet": "InvalidSubnetID.NotFound",
  "ec2/SecurityGroup -> ec2/Vpc": "InvalidVpcID.NotFound",
  "ec2/Subnet -> ec2/Vpc": "InvalidVpcID.NotFound",
  "ec2/VpcEndpoint -> ec2/RouteTable": "InvalidRouteTableID.NotFound",
  "ec2/VpcEndpoint -> ec2/SecurityGroup": "InvalidGroup.NotFound",
  "ec2/VpcEndpoint -> ec2/Subnet": "InvalidSubnetID.NotFound",
  "ec2/VpcEndpoint -> ec2/Vpc": "InvalidVpcID.NotFound",
  "ecr/LifecyclePolicy -> ecr/Repository": "RepositoryNotFoundException",
  "ecr/Repository -> kms/Key": "KmsException",
  "efs/FileSystem -> kms/Key": "NotFoundException",
  "efs/FileSystemPolicy -> efs/FileSystem": "FileSystemNotFound",
  "efs/MountTarget -> ec2/SecurityGroup": "SecurityGroupNotFound",
  "efs/MountTarget -> ec2/Subnet": "SubnetNotFound",
  "efs/MountTarget -> efs/FileSystem": "FileSystemNotFound",
  "eks/AccessEntry -> eks/Cluster": "ResourceNotFoundException",
  "eks/AccessEntry -> iam/Role": "InvalidParameterException",
  "eks/AccessPolicyAssociation -> eks/AccessEntry": "ResourceNotFoundException",
  "eks/AccessPolicyAssociation -> eks/Cluster": "ResourceNotFoundException",
  "eks/Addon -> eks/Cluster": "ResourceNotFoundException",
  "eks/Cluster -> ec2/Subnet": "InvalidParameterException",
  "eks/Cluster -> iam/Role": "InvalidParameterException",
  "eks/Cluster -> kms/Key": "InvalidParameterException",
  "eks/NodeGroup -> ec2/LaunchTemplate": "InvalidRequestException",
  "eks/NodeGroup -> ec2/Subnet": "InvalidParameterException",
  "eks/NodeGroup -> eks/Cluster": "ResourceNotFoundException",
  "eks/NodeGroup -> iam/Role": "InvalidParameterException",
  "eks/PodIdentityAssociation -> eks/Cluster": "ResourceNotFoundException",
  "eks/PodIdentityAssociation -> iam/Role": "InvalidParameterException",
  "elasticache/ReplicationGroup -> ec2/SecurityGroup": "InvalidParameterValue",
  "elasticache/ReplicationGroup -> elasticache/ParameterGroup": "CacheParameterGroupNotFound",
  "elasticache/ReplicationGroup -> elasticache/SubnetGroup": "CacheSubnetGroupNotFoundFault",
  "elasticache/ReplicationGroup -> kms/Key": "InvalidParameterValue",
  "elasticache/SubnetGroup -> ec2/Subnet": "InvalidSubnet",
  "iam/InstanceProfile -> iam/Role": "NoSuchEntity",
  "iam/Role -> iam/Role": "MalformedPolicyDocument",
  "iam/RolePolicy -> iam/Role": "NoSuchEntity",
  "iam/RolePolicyAttachment -> iam/Role": "NoSuchEntity",
  "kms/Alias -> kms/Key": "NotFoundException",
  "rds/Instance -> ec2/SecurityGroup": "InvalidParameterValue",
  "rds/Instance -> kms/Key": "KMSKeyNotAccessibleFault",
  "rds/Instance -> rds/ParameterGroup": "DBParameterGroupNotFound",
  "rds/Instance -> rds/SubnetGroup": "DBSubnetGroupNotFoundFault",
  "rds/SubnetGroup -> ec2/Subnet": "InvalidParameterValue",
  "s3/BucketLifecycleConfiguration -> s3/Bucket": "NoSuchBucket",
  "s3/BucketOwnershipControls -> s3/Bucket": "NoSuchBucket",
  "s3/BucketPolicy -> s3/Bucket": "NoSuchBucket",
  "s3/BucketPublicAccessBlock -> s3/Bucket": "NoSuchBucket",
  "s3/BucketServerSideEncryptionConfiguration -> kms/Key": "NotFoundException",
  "s3/BucketServerSideEncryptionConfiguration -> s3/Bucket": "NoSuchBucket",
  "s3/BucketVersioning -> s3/Bucket": "NoSuchBucket",
  "sns/Topic -> kms/Key": "NotFoundException",
  "sns/TopicSubscription -> sns/Topic": "NotFoundException",
  "sqs/QueuePolicy -> sqs/Queue": "AWS.SimpleQueueService.NonExistentQueue",
  "vpc/SecurityGroupEgressRule -> ec2/SecurityGroup": "InvalidGroup.NotFound",
  "vpc/SecurityGroupIngressRule -> ec2/SecurityGroup": "InvalidGroup.NotFound",
};
/** references.test.ts tests security groups: here, rules name only their own group. */
const inUse: Readonly<Record<string, string>> = {
  "cloudwatch/EventRule": "ValidationException",
  "ec2/Eip": "InvalidIPAddress.InUse",
  "ec2/Subnet": "DependencyViolation",
  "ec2/Vpc": "DependencyViolation",
  "efs/FileSystem": "FileSystemInUse",
  "eks/Cluster": "ResourceInUseException",
  "elasticache/ParameterGroup": "InvalidCacheParameterGroupState",
  "elasticache/SubnetGroup": "CacheSubnetGroupInUse",
  "rds/ParameterGroup": "InvalidDBParameterGroupState",
  "rds/SubnetGroup": "InvalidDBSubnetGroupStateFault",
};

/** Returns AWS's error code, or "accepted". */
async function codeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return "accepted";
  } catch (error) {
    return /api error ([\w.]+):/.exec(String(error))?.[1] ?? String(error);
  }
}

function namesOf({ id, outputs }: Created): string[] {
  return [id, outputs.arn, outputs.name].filter((one) => typeof one === "string").filter((one) => one !== "");
}

function isNamed({ id, outputs }: Created, { by = ["id"] }: Reference, name: string | undefined): boolean {
  return by.some((property) => (property === "id" ? id : outputs[property]) === name);
}

/** Roles outside of the program are accepted, and keys that AWS manages. */
function factsFor({ inputs }: Created) {
  const account = { accountId: "111122223333", region: "us-west-2", partition: "aws", defaultTags: {} };
  const cloud = {
    find: () => undefined,
    all: () => [],
    interfaces: () => [],
    leftovers: () => [],
    isForeignRole: (name: string) => !name.startsWith("mlops-everything-"),
  };
  return { cloud, account, inputs };
}

function textsIn(value: Json, path = ""): { path: string; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, path));
  if (!isJsonObject(value)) return [];
  return Object.entries(value)
    .filter(([key]) => !key.startsWith("__") && key !== "tags")
    .flatMap(([key, inner]) => textsIn(inner, path === "" ? key : `${path}.${key}`));
}

/** Returns inputs in which a reference names a resource that does not exist. A function may read it from a policy. */
function replaced(inputs: JsonObject, { from }: Reference, name: string): JsonObject {
  const other = otherName(name);
  const replace = (value: Json, path: string): Json => {
    if (typeof value === "string") {
      if (typeof from === "string") return path === from && value === name ? other : value;
      return value.replaceAll(nameOrArn(name), nameOrArn(other));
    }
    if (Array.isArray(value)) return value.map((one) => replace(one, path));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, replace(inner, path === "" ? key : `${path}.${key}`)]),
    );
  };
  const all = Object.entries(inputs).map(([key, inner]): [string, Json] => [key, replace(inner, key)]);
  return Object.fromEntries(all);
}

/** Returns the ARN in the id of an access entry, which is of the form `CLUSTER:ARN`. */
function nameOrArn(name: string): string {
  return name.slice(Math.max(0, name.indexOf("arn:")));
}

/** Returns a name in the same format: its last character is another digit or letter. */
function otherName(name: string): string {
  const last = name.at(-1) ?? "";
  return name.slice(0, -1) + (/\d/.test(last) ? String((Number(last) + 1) % 10) : last === "a" ? "b" : "a");
}

/** `iam/Role` for `aws:iam/role:Role`. */
function short(type: string): string {
  const [, module = "", name = ""] = /^aws:(\w+)\/\w+:(\w+)$/.exec(type) ?? [];
  return `${module}/${name}`;
}
