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
  readonly anew?: Readonly<Record<string, string>>;
  readonly judged?: Readonly<Record<string, Judge>>;
}

/**
 * Whether a difference of inputs replaces the resource: CloudFormation's create-only properties, with the exceptions.
 */
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
  "aws:autoscaling/tag:Tag": { anew: { "tag.key": identity } },
  "aws:cloudwatch/eventTarget:EventTarget": { anew: { targetId: identity } },
  "aws:cloudwatch/logGroup:LogGroup": { anew: { logGroupClass: "the provider cannot update it" } },
  "aws:ec2/eip:Eip": { anew: { domain: identity, publicIpv4Pool: "an address cannot move to another pool" } },
  "aws:ec2/flowLog:FlowLog": {
    anew: {
      eniId: identity,
      regionalNatGatewayId: identity,
      subnetId: identity,
      transitGatewayAttachmentId: identity,
      transitGatewayId: identity,
    },
  },
  "aws:ec2/natGateway:NatGateway": { anew: { privateIp: "the address of a gateway cannot change" } },
  "aws:ec2/placementGroup:PlacementGroup": { inPlace: { tags: "CreateTags" }, anew: { name: identity } },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    inPlace: { routeTableId: "ReplaceRouteTableAssociation" },
    anew: { gatewayId: identity },
  },
  "aws:ec2/vpc:Vpc": {
    judged: { instanceTenancy: (before, after) => !(before === "dedicated" && after === "default") },
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { anew: { policy: "the provider creates a policy and never updates it" } },
  "aws:efs/fileSystem:FileSystem": { anew: { creationToken: identity } },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": { anew: { fileSystemId: identity } },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    anew: { policyArn: identity, accessScope: "the provider associates a policy and never updates it" },
  },
  "aws:eks/cluster:Cluster": {
    // AssociateEncryptionConfig adds a key to a cluster that has none. A key cannot be removed or changed.
    judged: { encryptionConfig: (before) => before !== undefined },
  },
  "aws:eks/nodeGroup:NodeGroup": {
    anew: {
      "launchTemplate.id": "a group can change the version of its template, not the template",
      "launchTemplate.name": "a group can change the version of its template, not the template",
    },
  },
  "aws:elasticache/parameterGroup:ParameterGroup": {
    anew: { description: "the API cannot update it", name: identity },
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    inPlace: {
      authToken: "ModifyReplicationGroup rotates it",
      preferredCacheClusterAzs: "the provider reads it at creation only and ignores a change",
    },
    anew: { securityGroupNames: "it names groups outside of a network", durability: "the provider cannot update it" },
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
    anew: { s3Import: "it is restored from there", snapshotIdentifier: "it is restored from there" },
  },
  "aws:s3/bucket:Bucket": {
    anew: {
      objectLockEnabled: "the provider sets it at creation only",
      "objectLockConfiguration.objectLockEnabled": "the provider sets it at creation only",
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
