import type { Json } from "../../../../core/json/json";

/** A change of a valid resource's inputs that AWS rejects. */
export interface Planted {
  /** Inputs by path. Undefined removes an input. */
  readonly change: Readonly<Record<string, Json | undefined>>;
  /** Error of the simulated cloud. */
  readonly says: string;
}

const long = (length: number) => "x".repeat(length);
const tooManyTags = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag-${index}`, ""]));

function plant(path: string, value: Json | undefined, says: string): Planted {
  return { change: { [path]: value }, says };
}

/** Removes a required input. */
function without(input: string): Planted {
  return plant(input, undefined, `the resource must have ${input}`);
}

const longTagKey = plant("tags", { [long(129)]: "" }, "must have at most 128 characters");
const longTagValue = plant("tags.Name", long(257), "must have at most 256 characters");
const manyTags = plant("tags", tooManyTags, "tags must have at most 50 entries");
const badBucketName = plant("bucket", "Bucket_1", 'bucket "Bucket_1" must match');
const fromPort = plant("fromPort", 70_000, "fromPort must be at most 65535");

/** Faults by type: at least one for each type that has a model. */
export const planted: Readonly<Record<string, readonly Planted[]>> = {
  "aws:autoscaling/tag:Tag": [
    plant("tag.key", long(129), "must have at most 128 characters"),
    plant("tag.propagateAtLaunch", undefined, "tag must have the member propagateAtLaunch"),
  ],
  "aws:cloudwatch/eventRule:EventRule": [
    plant("name", long(65), "must have at most 64 characters"),
    plant("state", "ON", 'state "ON" must be one of DISABLED, ENABLED'),
    plant("eventPattern", undefined, "must have one of eventPattern, scheduleExpression"),
  ],
  "aws:cloudwatch/eventTarget:EventTarget": [
    plant("targetId", long(65), "must have at most 64 characters"),
    plant("targetId", "a b", 'targetId "a b" must match'),
    without("arn"),
  ],
  "aws:cloudwatch/logGroup:LogGroup": [
    plant("name", "/aws/a b", 'name "/aws/a b" must match'),
    plant("retentionInDays", 2, "retentionInDays must be one of 1, 3, 5"),
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    plant("name", long(256), "must have at most 255 characters"),
    plant("comparisonOperator", "MoreThan", "must be one of "),
    plant("evaluationPeriods", 0, "evaluationPeriods must be at least 1"),
  ],
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": [longTagKey],
  "aws:ec2/eip:Eip": [plant("domain", "classic", 'domain "classic" must match')],
  "aws:ec2/flowLog:FlowLog": [plant("trafficType", "SOME", "must be one of ACCEPT, ALL, REJECT")],
  "aws:ec2/internetGateway:InternetGateway": [manyTags],
  "aws:ec2/launchTemplate:LaunchTemplate": [
    plant("name", "a!b", 'name "a!b" must match'),
    plant("name", long(126), "must have at most 125 characters"),
    plant("metadataOptions.httpTokens", "always", "metadataOptions.httpTokens"),
    plant("blockDeviceMappings[0].ebs.volumeType", "gp9", "must be one of gp2, gp3"),
  ],
  "aws:ec2/natGateway:NatGateway": [plant("connectivityType", "both", "must be one of private, public")],
  "aws:ec2/placementGroup:PlacementGroup": [
    plant("strategy", "near", "must be one of cluster, partition"),
    plant("name", long(256), "must have at most 255 characters"),
  ],
  "aws:ec2/route:Route": [plant("destinationCidrBlock", "10.0.0.0", "must be an IPv4 network such as 10.0.0.0/16")],
  "aws:ec2/routeTable:RouteTable": [without("vpcId")],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": [without("routeTableId")],
  "aws:ec2/securityGroup:SecurityGroup": [
    plant("description", "It's", 'description "It\'s" must match'),
    plant("name", "sg-mine", 'name "sg-mine" must match'),
  ],
  "aws:ec2/subnet:Subnet": [
    plant("cidrBlock", "10.20.0.0/40", "must be an IPv4 network such as 10.0.0.0/16"),
    without("vpcId"),
  ],
  "aws:ec2/vpc:Vpc": [plant("instanceTenancy", "shared", "must be one of dedicated, default, host"), longTagValue],
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    plant("vpcEndpointType", "Lan", "must be one of Interface, Gateway"),
    without("vpcId"),
  ],
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": [plant("policy", "{}", "must have at least 100 characters")],
  "aws:ecr/repository:Repository": [
    plant("name", "Team/Trainer", 'name "Team/Trainer" must match'),
    plant("name", long(257), "must have at most 256 characters"),
    plant("imageTagMutability", "NEVER", "must be one of MUTABLE, IMMUTABLE"),
  ],
  "aws:efs/fileSystem:FileSystem": [
    plant("creationToken", long(65), "must have at most 64 characters"),
    plant("throughputMode", "fast", "must be one of bursting, elastic, provisioned"),
  ],
  "aws:efs/fileSystemPolicy:FileSystemPolicy": [plant("fileSystemId", "shared", 'fileSystemId "shared" must match')],
  "aws:efs/mountTarget:MountTarget": [plant("securityGroups", ["mine"], 'securityGroups[0] "mine" must match')],
  "aws:eks/accessEntry:AccessEntry": [plant("kubernetesGroups", ["a", "a"], "must not have the same entry twice")],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [
    plant("accessScope.type", "team", "must be one of namespace, cluster"),
  ],
  "aws:eks/addon:Addon": [
    plant("resolveConflictsOnUpdate", "ASK", "must be one of NONE, OVERWRITE, PRESERVE"),
    without("addonName"),
  ],
  "aws:eks/cluster:Cluster": [
    plant("name", long(101), "must have at most 100 characters"),
    plant("version", "latest", 'version "latest" must match'),
    plant("upgradePolicy.supportType", "NONE", "must be one of STANDARD, EXTENDED"),
    plant(
      "vpcConfig.publicAccessCidrs",
      Array.from({ length: 41 }, (_, index) => `203.0.113.${index}/32`),
      "vpcConfig.publicAccessCidrs must have at most 40 entries",
    ),
  ],
  "aws:eks/nodeGroup:NodeGroup": [
    plant("nodeGroupName", long(64), "must have at most 63 characters"),
    plant("amiType", "UBUNTU", "must be one of AL2023_ARM_64_NVIDIA"),
    plant("scalingConfig.maxSize", 0, "scalingConfig.maxSize must be at least 1"),
    plant("taints[0].effect", "NoSchedule", "must be one of NO_EXECUTE, NO_SCHEDULE"),
  ],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": [without("serviceAccount")],
  "aws:elasticache/parameterGroup:ParameterGroup": [plant("name", "a--b", 'name "a--b" must match')],
  "aws:elasticache/replicationGroup:ReplicationGroup": [
    plant("replicationGroupId", long(41), "must have at most 40 characters"),
    plant("numCacheClusters", 7, "numCacheClusters must be at most 6"),
    plant("transitEncryptionMode", "often", "must match"),
  ],
  "aws:elasticache/subnetGroup:SubnetGroup": [plant("name", long(256), "must have at most 255 characters")],
  "aws:iam/instanceProfile:InstanceProfile": [plant("name", long(129), "must have at most 128 characters")],
  "aws:iam/role:Role": [
    plant("name", long(65), "must have at most 64 characters"),
    plant("name", "a/b", 'name "a/b" must match'),
    plant("tags.owner", "a & b", 'tags.owner "a & b" must match'),
    plant("maxSessionDuration", 60, "maxSessionDuration must be at least 3600"),
    without("assumeRolePolicy"),
  ],
  "aws:iam/rolePolicy:RolePolicy": [plant("name", long(129), "must have at most 128 characters"), without("role")],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [
    plant("policyArn", "ReadOnly", 'policyArn "ReadOnly" must match'),
  ],
  "aws:kms/alias:Alias": [plant("name", "mine", 'name "mine" must match'), without("targetKeyId")],
  "aws:kms/key:Key": [
    plant("deletionWindowInDays", 3, "deletionWindowInDays must be at least 7"),
    plant("keyUsage", "HASH", "must be one of ENCRYPT_DECRYPT"),
  ],
  "aws:rds/instance:Instance": [
    plant("identifier", long(64), "must have at most 63 characters"),
    plant("performanceInsightsRetentionPeriod", 8, "must be one of 7, 31, 62"),
    plant("username", "1st", 'username "1st" must match'),
    without("instanceClass"),
  ],
  "aws:rds/parameterGroup:ParameterGroup": [
    plant("name", "17-postgres", 'name "17-postgres" must match'),
    without("family"),
  ],
  "aws:rds/subnetGroup:SubnetGroup": [
    without("subnetIds"),
    plant("name", long(256), "must have at most 255 characters"),
  ],
  "aws:s3/bucket:Bucket": [badBucketName, plant("bucket", long(64), "must have at most 63 characters")],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": [
    plant("rules[0].status", "On", "must be one of Enabled, Disabled"),
    badBucketName,
  ],
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": [
    plant("rule.objectOwnership", "Anybody", "must be one of ObjectWriter"),
  ],
  "aws:s3/bucketPolicy:BucketPolicy": [without("policy")],
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": [badBucketName],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    plant("rules[0].applyServerSideEncryptionByDefault.sseAlgorithm", "rot13", "must be one of aws:kms, AES256"),
  ],
  "aws:s3/bucketVersioning:BucketVersioning": [
    plant("versioningConfiguration.status", "Off", "must be one of Enabled, Suspended"),
  ],
  "aws:sns/topic:Topic": [plant("name", long(257), "must have at most 256 characters")],
  "aws:sns/topicSubscription:TopicSubscription": [without("protocol")],
  "aws:sqs/queue:Queue": [
    plant("name", long(81), "must have at most 80 characters"),
    plant("messageRetentionSeconds", 30, "messageRetentionSeconds must be at least 60"),
  ],
  "aws:sqs/queuePolicy:QueuePolicy": [without("policy")],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [
    fromPort,
    plant(
      "cidrIpv4",
      "10.0.0.0/8",
      "must have exactly one of cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId",
    ),
  ],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
    fromPort,
    plant("description", "50 % of it", 'description "50 % of it" must match'),
    without("ipProtocol"),
  ],
};
