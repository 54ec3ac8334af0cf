import type { Difference } from "../../core/changes/differences";
import type { Json } from "../../core/json/json";
import { modelOf } from "./models/models";
import { simulatedType } from "./types/table";

/** Whether a change of an input makes a resource anew, by what was there and what comes. */
type Judge = (before: Json | undefined, after: Json | undefined) => boolean;

/** Where Pulumi's provider does otherwise than CloudFormation, or where the values decide. */
interface Exceptions {
  /** Inputs that only a creation takes in CloudFormation, and that the provider changes in place, with the way. */
  readonly inPlace?: Readonly<Record<string, string>>;
  /** Inputs for which the provider makes the resource anew without CloudFormation saying so, with the reason. */
  readonly anew?: Readonly<Record<string, string>>;
  readonly judged?: Readonly<Record<string, Judge>>;
}

/** Whether a difference of inputs makes the resource anew: CloudFormation's create-only properties, with exceptions. */
export function makesAnew(type: string, { path: segments, before, after }: Difference): boolean {
  const path = segments.filter((segment) => typeof segment === "string").join(".");
  const touches = (other: string) => `${path}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${path}.`);
  const { inPlace = {}, anew = {}, judged = {} } = exceptions[type] ?? {};
  const judge = Object.entries(judged).find(([other]) => touches(other))?.[1];
  if (judge) return judge(before, after);
  if (Object.keys(inPlace).some(touches)) return false;
  const model = modelOf(type);
  const others = [...(model?.createOnly ?? []), ...(model?.conditionalCreateOnly ?? []), ...Object.keys(anew)];
  return isOtherName(type, path) || path === "region" || others.some(touches);
}

/** Another prefix is another name, which CloudFormation has no prefixes for. */
function isOtherName(type: string, path: string): boolean {
  const { name } = simulatedType(type);
  return name !== undefined && path === `${name.property ?? "name"}Prefix`;
}

const never: Judge = () => false;
/** A peer of another kind makes another rule. */
const ifKindChanges: Judge = (before, after) => before === undefined || after === undefined;
const identity = "it is part of what the resource is known by";
const modified = "ModifySecurityGroupRules takes it";
const securityGroupRule: Exceptions = {
  inPlace: { ipProtocol: modified, fromPort: modified, toPort: modified },
  judged: {
    cidrIpv4: ifKindChanges,
    cidrIpv6: ifKindChanges,
    prefixListId: ifKindChanges,
    referencedSecurityGroupId: ifKindChanges,
  },
};

/** By type. Source: the provider's schemas and diffs, read at terraform-provider-aws v6.58.0. */
export const exceptions: Readonly<Record<string, Exceptions>> = {
  "aws:autoscaling/tag:Tag": { anew: { "tag.key": identity } },
  "aws:cloudwatch/eventTarget:EventTarget": { anew: { targetId: identity } },
  "aws:cloudwatch/logGroup:LogGroup": { anew: { logGroupClass: "the provider knows no change of it" } },
  "aws:ec2/eip:Eip": { anew: { domain: identity, publicIpv4Pool: "an address comes from one pool" } },
  "aws:ec2/flowLog:FlowLog": {
    anew: {
      eniId: identity,
      regionalNatGatewayId: identity,
      subnetId: identity,
      transitGatewayAttachmentId: identity,
      transitGatewayId: identity,
    },
  },
  "aws:ec2/natGateway:NatGateway": { anew: { privateIp: "a gateway keeps its address" } },
  "aws:ec2/placementGroup:PlacementGroup": { inPlace: { tags: "CreateTags" }, anew: { name: identity } },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    inPlace: { routeTableId: "ReplaceRouteTableAssociation" },
    anew: { gatewayId: identity },
  },
  "aws:ec2/vpc:Vpc": {
    judged: { instanceTenancy: (before, after) => !(before === "dedicated" && after === "default") },
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { anew: { policy: "the provider puts a policy and never changes one" } },
  "aws:efs/fileSystem:FileSystem": { anew: { creationToken: identity } },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": { anew: { fileSystemId: identity } },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    anew: { policyArn: identity, accessScope: "the provider associates a policy and never changes it" },
  },
  "aws:eks/cluster:Cluster": {
    // AssociateEncryptionConfig adds a key to a cluster without; one that goes or changes is no such addition.
    judged: { encryptionConfig: (before) => before !== undefined },
  },
  "aws:eks/nodeGroup:NodeGroup": {
    anew: {
      "launchTemplate.id": "a group keeps its template and changes its version",
      "launchTemplate.name": "a group keeps its template and changes its version",
    },
  },
  "aws:elasticache/parameterGroup:ParameterGroup": {
    anew: { description: "the API has no change of it", name: identity },
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    inPlace: {
      authToken: "ModifyReplicationGroup rotates it",
      preferredCacheClusterAzs: "the provider reads it at creation alone, and drops a change",
    },
    anew: { securityGroupNames: "groups outside of a network", durability: "the provider knows no change of it" },
    judged: {
      engine: (before, after) => !(before === "redis" && after === "valkey"),
      engineVersion: (before, after) => Number.parseFloat(String(after)) < Number.parseFloat(String(before)),
      nodeGroupConfigurations: never,
      transitEncryptionEnabled: never,
    },
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { anew: { policyArn: identity } },
  "aws:kms/key:Key": {
    anew: {
      customKeyStoreId: "a key keeps its store",
      customerMasterKeySpec: "a key keeps its material",
      keyUsage: "a key keeps its usage",
      multiRegion: "a key keeps its reach",
      xksKeyId: "a key keeps its material",
    },
  },
  "aws:rds/instance:Instance": {
    // CloudFormation's conditions are about replicas and restored snapshots.
    inPlace: {
      autoMinorVersionUpgrade: "ModifyDBInstance",
      backupRetentionPeriod: "ModifyDBInstance",
      dbSubnetGroupName: "ModifyDBInstance moves the database",
      identifier: "ModifyDBInstance renames the database",
      maintenanceWindow: "ModifyDBInstance",
      multiAz: "ModifyDBInstance",
      parameterGroupName: "ModifyDBInstance",
      performanceInsightsKmsKeyId: "ModifyDBInstance",
    },
    anew: { s3Import: "it is restored from there", snapshotIdentifier: "it is restored from there" },
  },
  "aws:s3/bucket:Bucket": {
    anew: {
      objectLockEnabled: "the provider sets it at creation alone",
      "objectLockConfiguration.objectLockEnabled": "the provider sets it at creation alone",
    },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": { anew: { expectedBucketOwner: identity } },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    anew: { expectedBucketOwner: identity },
  },
  "aws:s3/bucketVersioning:BucketVersioning": { anew: { expectedBucketOwner: identity } },
  "aws:sqs/queuePolicy:QueuePolicy": { anew: { queueUrl: identity } },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule,
};
