/** A limit of an AWS service, or of the Pulumi provider if that one is stricter, with its source. */
export interface ServiceLimit {
  readonly maximum: number;
  /** Address of the page or source file that states the limit. */
  readonly source: string;
}

/** The maximum length of a resource type's physical names, in characters. */
export interface NameLimit extends ServiceLimit {
  /** Name of the input that sets the physical name. */
  readonly property: string;
  /** Whether Pulumi generates a name if the input is not set: the logical name, "-" and seven characters. */
  readonly automatic: boolean;
}

const docs = "https://docs.aws.amazon.com";
const provider = "https://github.com/hashicorp/terraform-provider-aws/blob/v6.58.0/internal/service";

/**
 * Maximum lengths of physical names, in characters, by Pulumi type. Components, the plan, the sandbox and the
 * documentation use this table.
 */
export const nameLimits = {
  "aws:cloudwatch/eventRule:EventRule": {
    property: "name",
    automatic: true,
    maximum: 64,
    source: `${docs}/eventbridge/latest/APIReference/API_PutRule.html`,
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    property: "targetId",
    automatic: true,
    maximum: 64,
    source: `${docs}/eventbridge/latest/APIReference/API_Target.html`,
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    property: "name",
    automatic: true,
    maximum: 512,
    source: `${docs}/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html`,
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    property: "name",
    automatic: true,
    maximum: 255,
    source: `${docs}/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html`,
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    property: "name",
    automatic: true,
    // EC2 allows 128 characters, the provider 125.
    maximum: 125,
    source: `${provider}/ec2/validate.go`,
  },
  "aws:ec2/placementGroup:PlacementGroup": {
    property: "name",
    automatic: true,
    maximum: 255,
    source: `${docs}/AWSEC2/latest/APIReference/API_CreatePlacementGroup.html`,
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    property: "name",
    automatic: true,
    maximum: 255,
    source: `${docs}/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html`,
  },
  "aws:ecr/repository:Repository": {
    property: "name",
    automatic: true,
    maximum: 256,
    source: `${docs}/AmazonECR/latest/APIReference/API_CreateRepository.html`,
  },
  "aws:efs/fileSystem:FileSystem": {
    property: "creationToken",
    automatic: false,
    maximum: 64,
    source: `${docs}/efs/latest/ug/API_CreateFileSystem.html`,
  },
  "aws:eks/cluster:Cluster": {
    property: "name",
    automatic: true,
    maximum: 100,
    source: `${docs}/eks/latest/APIReference/API_CreateCluster.html`,
  },
  "aws:eks/nodeGroup:NodeGroup": {
    property: "nodeGroupName",
    automatic: true,
    maximum: 63,
    source: `${docs}/eks/latest/APIReference/API_CreateNodegroup.html`,
  },
  "aws:elasticache/parameterGroup:ParameterGroup": {
    property: "name",
    automatic: true,
    maximum: 255,
    source: `${docs}/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html`,
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    property: "replicationGroupId",
    automatic: true,
    maximum: 40,
    source: `${docs}/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html`,
  },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    property: "name",
    automatic: true,
    maximum: 255,
    source: `${docs}/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html`,
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    property: "name",
    automatic: true,
    maximum: 128,
    source: `${docs}/IAM/latest/UserGuide/reference_iam-quotas.html`,
  },
  "aws:iam/policy:Policy": {
    property: "name",
    automatic: true,
    maximum: 128,
    source: `${docs}/IAM/latest/UserGuide/reference_iam-quotas.html`,
  },
  "aws:iam/role:Role": {
    property: "name",
    automatic: true,
    maximum: 64,
    source: `${docs}/IAM/latest/UserGuide/reference_iam-quotas.html`,
  },
  "aws:iam/rolePolicy:RolePolicy": {
    property: "name",
    automatic: true,
    maximum: 128,
    source: `${docs}/IAM/latest/APIReference/API_PutRolePolicy.html`,
  },
  "aws:kms/alias:Alias": {
    property: "name",
    // A generated name lacks the prefix "alias/", which counts.
    automatic: false,
    maximum: 256,
    source: `${docs}/kms/latest/APIReference/API_CreateAlias.html`,
  },
  "aws:rds/instance:Instance": {
    property: "identifier",
    automatic: true,
    maximum: 63,
    source: `${docs}/AmazonRDS/latest/UserGuide/CHAP_Limits.html`,
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    property: "name",
    automatic: true,
    maximum: 255,
    source: `${docs}/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html`,
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    property: "name",
    automatic: true,
    maximum: 255,
    source: `${docs}/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html`,
  },
  "aws:s3/bucket:Bucket": {
    property: "bucket",
    automatic: true,
    maximum: 63,
    source: `${docs}/AmazonS3/latest/userguide/bucketnamingrules.html`,
  },
  "aws:secretsmanager/secret:Secret": {
    property: "name",
    automatic: true,
    maximum: 512,
    source: `${docs}/secretsmanager/latest/apireference/API_CreateSecret.html`,
  },
  "aws:sns/topic:Topic": {
    property: "name",
    automatic: true,
    maximum: 256,
    source: `${docs}/sns/latest/api/API_CreateTopic.html`,
  },
  "aws:sqs/queue:Queue": {
    property: "name",
    automatic: true,
    maximum: 80,
    source: `${docs}/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html`,
  },
} as const satisfies Readonly<Record<string, NameLimit>>;

/**
 * Maximum numbers of objects in a parent object. Quotas that AWS raises on request have their default value here: the
 * plan does not know whether AWS has raised them for the account.
 */
export const countLimits = {
  /** A fixed limit: EKS does not raise it. */
  publicAccessCidrs: { maximum: 40, source: `${docs}/general/latest/gr/eks.html` },
  /** Rules of one security group, in each direction. */
  securityGroupRules: { maximum: 60, source: `${docs}/vpc/latest/userguide/amazon-vpc-limits.html` },
  /** A fixed limit: EKS does not raise it. */
  accessEntries: { maximum: 3000, source: `${docs}/general/latest/gr/eks.html` },
  managedNodeGroups: { maximum: 30, source: `${docs}/general/latest/gr/eks.html` },
  nodesOfManagedNodeGroup: { maximum: 450, source: `${docs}/general/latest/gr/eks.html` },
  instanceTypesOfNodeGroup: { maximum: 20, source: `${docs}/eks/latest/APIReference/API_CreateNodegroup.html` },
  /** Tags of one resource, including the provider's default tags. */
  tags: { maximum: 50, source: `${docs}/tag-editor/latest/userguide/best-practices-and-strats.html` },
} as const satisfies Readonly<Record<string, ServiceLimit>>;

/** A resource type with a limit in `nameLimits`. */
export type NamedType = keyof typeof nameLimits;

/** Returns the name limit of a type, or undefined if the table does not contain the type. */
export function nameLimit(type: string): NameLimit | undefined {
  const limits: Readonly<Record<string, NameLimit>> = nameLimits;
  return Object.hasOwn(limits, type) ? limits[type] : undefined;
}

/**
 * Maximum length of a name that Pulumi generates, where the service allows more:
 * https://github.com/pulumi/pulumi-aws/blob/v7.48.0/provider/resources.go (`SetAutonaming`).
 */
const automaticMaximum = 255;

/**
 * Returns the maximum length of the physical name of a resource.
 *
 * @param given Whether the program sets the name. Otherwise Pulumi generates it.
 */
export function longestName({ maximum }: NameLimit, given: boolean): number {
  return given ? maximum : Math.min(maximum, automaticMaximum);
}

/** Number of characters that Pulumi appends to a logical name to generate a name: "-" and seven random characters. */
export const automaticSuffixLength = 8;
