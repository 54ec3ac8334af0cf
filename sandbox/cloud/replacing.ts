import type { Difference } from "../../core/changes/differences";
import type { Json } from "../../core/json/json";
import { modelOf } from "./models/models";
import { simulatedType } from "./types/table";

/** Whether a change of an input replaces the resource, by the values before and after. */
type Judge = (before: Json | undefined, after: Json | undefined) => boolean;

/** Inputs for which Pulumi's provider differs from CloudFormation, or whose values decide about a replacement. */
interface Exceptions {
  /** Inputs that are create-only in CloudFormation but that the provider updates in place. The value says how. */
  readonly inPlace?: Readonly<Record<string, string>>;
  /**
   * Inputs that are not create-only in CloudFormation but for which the provider replaces the resource. The value says
   * why.
   */
  readonly replacing?: Readonly<Record<string, string>>;
  readonly judged?: Readonly<Record<string, Judge>>;
}

/**
 * Whether a difference of inputs replaces the resource: CloudFormation's create-only properties, with the exceptions.
 */
export function replacesOnChange(type: string, { path: segments, before, after }: Difference): boolean {
  const path = segments.filter((segment) => typeof segment === "string").join(".");
  const touches = (other: string) => `${path}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${path}.`);
  const { inPlace = {}, replacing = {}, judged = {} } = exceptions[type] ?? {};
  const judge = Object.entries(judged).find(([other]) => touches(other))?.[1];
  if (judge) return judge(before, after);
  if (Object.keys(inPlace).some(touches)) return false;
  const model = modelOf(type);
  const others = [...(model?.createOnly ?? []), ...(model?.conditionalCreateOnly ?? []), ...Object.keys(replacing)];
  return isOtherName(type, path) || path === "region" || others.some(touches);
}

/** Whether the path is a name prefix. A new prefix is a new name. CloudFormation has no name prefixes. */
function isOtherName(type: string, path: string): boolean {
  const { name } = simulatedType(type);
  return name !== undefined && path === `${name.property ?? "name"}Prefix`;
}

const never: Judge = () => false;
/** A peer of another kind needs a new rule. */
const ifKindChanges: Judge = (before, after) => before === undefined || after === undefined;
const identity = "it is part of the resource's identity";
const modified = "ModifySecurityGroupRules updates it";
const securityGroupRule: Exceptions = {
  inPlace: { ipProtocol: modified, fromPort: modified, toPort: modified },
  judged: {
    cidrIpv4: ifKindChanges,
    cidrIpv6: ifKindChanges,
    prefixListId: ifKindChanges,
    referencedSecurityGroupId: ifKindChanges,
  },
};

/** Exceptions by resource type. Source: the provider's schemas and diffs in terraform-provider-aws v6.58.0. */
export const exceptions: Readonly<Record<string, Exceptions>> = {
  "aws:autoscaling/tag:Tag": { replacing: { "tag.key": identity } },
  "aws:cloudwatch/eventTarget:EventTarget": { replacing: { targetId: identity } },
  "aws:cloudwatch/logGroup:LogGroup": { replacing: { logGroupClass: "the provider cannot update it" } },
  "aws:ec2/eip:Eip": { replacing: { domain: identity, publicIpv4Pool: "an address cannot move to another pool" } },
  "aws:ec2/flowLog:FlowLog": {
    replacing: {
      eniId: identity,
      regionalNatGatewayId: identity,
      subnetId: identity,
      transitGatewayAttachmentId: identity,
      transitGatewayId: identity,
    },
  },
  "aws:ec2/natGateway:NatGateway": { replacing: { privateIp: "the address of a gateway cannot change" } },
  "aws:ec2/placementGroup:PlacementGroup": { inPlace: { tags: "CreateTags" }, replacing: { name: identity } },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    inPlace: { routeTableId: "ReplaceRouteTableAssociation" },
    replacing: { gatewayId: identity },
  },
  "aws:ec2/vpc:Vpc": {
    judged: { instanceTenancy: (before, after) => !(before === "dedicated" && after === "default") },
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    replacing: { policy: "the provider creates a policy and never updates it" },
  },
  "aws:efs/fileSystem:FileSystem": { replacing: { creationToken: identity } },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": { replacing: { fileSystemId: identity } },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    replacing: { policyArn: identity, accessScope: "the provider associates a policy and never updates it" },
  },
  "aws:eks/cluster:Cluster": {
    // AssociateEncryptionConfig adds a key to a cluster that has none. A key cannot be removed or changed.
    judged: { encryptionConfig: (before) => before !== undefined },
  },
  "aws:eks/nodeGroup:NodeGroup": {
    replacing: {
      "launchTemplate.id": "a group can change the version of its template, not the template",
      "launchTemplate.name": "a group can change the version of its template, not the template",
    },
  },
  "aws:elasticache/parameterGroup:ParameterGroup": {
    replacing: { description: "the API cannot update it", name: identity },
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    inPlace: {
      authToken: "ModifyReplicationGroup rotates it",
      preferredCacheClusterAzs: "the provider reads it at creation only and ignores a change",
    },
    replacing: {
      securityGroupNames: "it names groups outside of a network",
      durability: "the provider cannot update it",
    },
    judged: {
      engine: (before, after) => !(before === "redis" && after === "valkey"),
      engineVersion: (before, after) => Number.parseFloat(String(after)) < Number.parseFloat(String(before)),
      nodeGroupConfigurations: never,
      transitEncryptionEnabled: never,
    },
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { replacing: { policyArn: identity } },
  "aws:kms/key:Key": {
    replacing: {
      customKeyStoreId: "the store of a key cannot change",
      customerMasterKeySpec: "the material of a key cannot change",
      keyUsage: "the usage of a key cannot change",
      multiRegion: "a key cannot become a multi-Region key, or stop being one",
      xksKeyId: "the material of a key cannot change",
    },
  },
  "aws:rds/instance:Instance": {
    // CloudFormation replaces the database only for replicas and restored snapshots.
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
    replacing: { s3Import: "it is restored from there", snapshotIdentifier: "it is restored from there" },
  },
  "aws:s3/bucket:Bucket": {
    replacing: {
      objectLockEnabled: "the provider sets it at creation only",
      "objectLockConfiguration.objectLockEnabled": "the provider sets it at creation only",
    },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": { replacing: { expectedBucketOwner: identity } },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    replacing: { expectedBucketOwner: identity },
  },
  "aws:s3/bucketVersioning:BucketVersioning": { replacing: { expectedBucketOwner: identity } },
  "aws:sqs/queuePolicy:QueuePolicy": { replacing: { queueUrl: identity } },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule,
};
