/** The CloudFormation type that describes a resource type of the AWS SDK. */
export interface Mapping {
  /** CloudFormation's type. */
  readonly type: string;
  /**
   * Path in CloudFormation's type, if the SDK's type is a part of it: `Targets[]`.
   *
   * @default - the SDK's type is the whole type
   */
  readonly at?: string;
  /**
   * Inputs, by path without list marks, whose name differs in more than upper and lower case. The value is a path
   * relative to the input's parent. A path that begins with `/` is relative to CloudFormation's type, and `.` is the
   * parent.
   */
  readonly names?: Readonly<Record<string, string>>;
  /** Inputs of the stacks that CloudFormation does not describe, each with the reason. */
  readonly unmapped?: Readonly<Record<string, string>>;
  /** Inputs that CloudFormation requires and AWS's API does not, each with the reason. */
  readonly optional?: Readonly<Record<string, string>>;
}

const provider = "an option of the provider, which is not sent to AWS";
const apply = "an argument of a modification, which CloudFormation sets itself";

/** Names of CloudFormation for the types and inputs of the AWS SDK. */
export const mappings: Readonly<Record<string, Mapping>> = {
  "aws:autoscaling/tag:Tag": {
    type: "AWS::AutoScaling::AutoScalingGroup",
    at: "Tags[]",
    names: { autoscalingGroupName: "/AutoScalingGroupName", tag: "." },
  },
  "aws:cloudwatch/eventRule:EventRule": { type: "AWS::Events::Rule" },
  "aws:cloudwatch/eventTarget:EventTarget": {
    type: "AWS::Events::Rule",
    at: "Targets[]",
    names: { rule: "/Name", eventBusName: "/EventBusName", targetId: "Id" },
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { type: "AWS::CloudWatch::Alarm", names: { name: "AlarmName" } },
  "aws:cloudwatch/logGroup:LogGroup": { type: "AWS::Logs::LogGroup", names: { name: "LogGroupName" } },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    type: "AWS::EC2::SecurityGroup",
    optional: { description: "EC2 creates the group with a description" },
  },
  "aws:ec2/eip:Eip": { type: "AWS::EC2::EIP" },
  "aws:ec2/flowLog:FlowLog": {
    type: "AWS::EC2::FlowLog",
    names: { vpcId: "ResourceId", iamRoleArn: "DeliverLogsPermissionArn" },
    optional: { vpcId: "one of several inputs that name the resource" },
  },
  "aws:ec2/internetGateway:InternetGateway": {
    type: "AWS::EC2::InternetGateway",
    unmapped: { vpcId: "CloudFormation has a separate type for the attachment, AWS::EC2::VPCGatewayAttachment" },
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    type: "AWS::EC2::LaunchTemplate",
    at: "LaunchTemplateData",
    names: {
      name: "/LaunchTemplateName",
      description: "/VersionDescription",
      "networkInterfaces.securityGroups": "Groups",
      vpcSecurityGroupIds: "SecurityGroupIds",
    },
    unmapped: { updateDefaultVersion: provider },
  },
  "aws:ec2/natGateway:NatGateway": { type: "AWS::EC2::NatGateway" },
  "aws:ec2/placementGroup:PlacementGroup": { type: "AWS::EC2::PlacementGroup", names: { name: "GroupName" } },
  "aws:ec2/route:Route": { type: "AWS::EC2::Route" },
  "aws:ec2/routeTable:RouteTable": { type: "AWS::EC2::RouteTable" },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { type: "AWS::EC2::SubnetRouteTableAssociation" },
  "aws:ec2/securityGroup:SecurityGroup": {
    type: "AWS::EC2::SecurityGroup",
    names: { name: "GroupName", description: "GroupDescription" },
  },
  "aws:ec2/subnet:Subnet": { type: "AWS::EC2::Subnet" },
  "aws:ec2/vpc:Vpc": { type: "AWS::EC2::VPC" },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { type: "AWS::EC2::VPCEndpoint", names: { policy: "PolicyDocument" } },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    type: "AWS::ECR::Repository",
    at: "LifecyclePolicy",
    names: { repository: "/RepositoryName", policy: "LifecyclePolicyText" },
  },
  "aws:ecr/repository:Repository": {
    type: "AWS::ECR::Repository",
    names: {
      name: "RepositoryName",
      encryptionConfigurations: "EncryptionConfiguration",
      forceDelete: "EmptyOnDelete",
    },
  },
  "aws:efs/fileSystem:FileSystem": {
    type: "AWS::EFS::FileSystem",
    names: { tags: "FileSystemTags" },
    unmapped: { creationToken: "CloudFormation creates the token" },
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    type: "AWS::EFS::FileSystem",
    names: { policy: "FileSystemPolicy" },
  },
  "aws:efs/mountTarget:MountTarget": {
    type: "AWS::EFS::MountTarget",
    optional: { securityGroups: "EFS uses the default group of the VPC" },
  },
  "aws:eks/accessEntry:AccessEntry": { type: "AWS::EKS::AccessEntry" },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    type: "AWS::EKS::AccessEntry",
    at: "AccessPolicies[]",
    names: { clusterName: "/ClusterName", principalArn: "/PrincipalArn" },
  },
  "aws:eks/addon:Addon": {
    type: "AWS::EKS::Addon",
    names: { resolveConflictsOnCreate: "ResolveConflicts", resolveConflictsOnUpdate: "ResolveConflicts" },
  },
  "aws:eks/cluster:Cluster": {
    type: "AWS::EKS::Cluster",
    names: {
      vpcConfig: "ResourcesVpcConfig",
      enabledClusterLogTypes: "Logging.ClusterLogging.EnabledTypes[].Type",
    },
  },
  "aws:eks/nodeGroup:NodeGroup": {
    type: "AWS::EKS::Nodegroup",
    names: { nodeRoleArn: "NodeRole", subnetIds: "Subnets" },
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": { type: "AWS::EKS::PodIdentityAssociation" },
  "aws:elasticache/parameterGroup:ParameterGroup": {
    type: "AWS::ElastiCache::ParameterGroup",
    names: { name: "CacheParameterGroupName", family: "CacheParameterGroupFamily" },
    unmapped: { parameters: "a map of any keys in CloudFormation" },
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    type: "AWS::ElastiCache::ReplicationGroup",
    names: {
      description: "ReplicationGroupDescription",
      nodeType: "CacheNodeType",
      parameterGroupName: "CacheParameterGroupName",
      subnetGroupName: "CacheSubnetGroupName",
      maintenanceWindow: "PreferredMaintenanceWindow",
    },
    unmapped: {
      applyImmediately: apply,
      finalSnapshotIdentifier: "an argument of the deletion",
    },
  },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    type: "AWS::ElastiCache::SubnetGroup",
    names: { name: "CacheSubnetGroupName" },
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    type: "AWS::IAM::InstanceProfile",
    names: { name: "InstanceProfileName", role: "Roles[]" },
  },
  "aws:iam/role:Role": {
    type: "AWS::IAM::Role",
    names: { name: "RoleName", assumeRolePolicy: "AssumeRolePolicyDocument" },
  },
  "aws:iam/rolePolicy:RolePolicy": {
    type: "AWS::IAM::RolePolicy",
    names: { name: "PolicyName", role: "RoleName", policy: "PolicyDocument" },
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    type: "AWS::IAM::Role",
    names: { role: "/RoleName", policyArn: "/ManagedPolicyArns[]" },
  },
  "aws:kms/alias:Alias": { type: "AWS::KMS::Alias", names: { name: "AliasName" } },
  "aws:kms/key:Key": {
    type: "AWS::KMS::Key",
    names: { deletionWindowInDays: "PendingWindowInDays", policy: "KeyPolicy", customerMasterKeySpec: "KeySpec" },
  },
  "aws:rds/instance:Instance": {
    type: "AWS::RDS::DBInstance",
    names: {
      backupWindow: "PreferredBackupWindow",
      enabledCloudwatchLogsExports: "EnableCloudwatchLogsExports",
      iamDatabaseAuthenticationEnabled: "EnableIAMDatabaseAuthentication",
      identifier: "DBInstanceIdentifier",
      instanceClass: "DBInstanceClass",
      maintenanceWindow: "PreferredMaintenanceWindow",
      masterUserSecretKmsKeyId: "MasterUserSecret.KmsKeyId",
      parameterGroupName: "DBParameterGroupName",
      performanceInsightsEnabled: "EnablePerformanceInsights",
      username: "MasterUsername",
      password: "MasterUserPassword",
      vpcSecurityGroupIds: "VPCSecurityGroups",
    },
    unmapped: {
      finalSnapshotIdentifier: "an argument of the deletion",
      skipFinalSnapshot: "an argument of the deletion",
    },
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    type: "AWS::RDS::DBParameterGroup",
    names: { name: "DBParameterGroupName" },
    unmapped: { parameters: "a map of any keys in CloudFormation" },
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    type: "AWS::RDS::DBSubnetGroup",
    names: { name: "DBSubnetGroupName", description: "DBSubnetGroupDescription" },
  },
  "aws:s3/bucket:Bucket": {
    type: "AWS::S3::Bucket",
    names: { bucket: "BucketName" },
    unmapped: { forceDestroy: provider },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    type: "AWS::S3::Bucket",
    at: "LifecycleConfiguration",
    names: {
      bucket: "/BucketName",
      "rules.expiration": ".",
      "rules.expiration.days": "ExpirationInDays",
      "rules.transitions.days": "TransitionInDays",
      "rules.transitions.date": "TransitionDate",
    },
    unmapped: { "rules.filter": "in CloudFormation a rule itself has the prefix and the tags" },
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    type: "AWS::S3::Bucket",
    at: "OwnershipControls",
    names: { bucket: "/BucketName", rule: "Rules[]" },
  },
  "aws:s3/bucketPolicy:BucketPolicy": { type: "AWS::S3::BucketPolicy", names: { policy: "PolicyDocument" } },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    type: "AWS::S3::Bucket",
    at: "PublicAccessBlockConfiguration",
    names: { bucket: "/BucketName" },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    type: "AWS::S3::Bucket",
    at: "BucketEncryption",
    names: {
      bucket: "/BucketName",
      rules: "ServerSideEncryptionConfiguration",
      "rules.applyServerSideEncryptionByDefault": "ServerSideEncryptionByDefault",
      "rules.blockedEncryptionTypes": "BlockedEncryptionTypes.EncryptionType",
    },
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    type: "AWS::S3::Bucket",
    at: "VersioningConfiguration",
    names: { bucket: "/BucketName", versioningConfiguration: "." },
  },
  "aws:sns/topic:Topic": { type: "AWS::SNS::Topic", names: { name: "TopicName" } },
  "aws:sns/topicSubscription:TopicSubscription": {
    type: "AWS::SNS::Subscription",
    names: { topic: "TopicArn" },
  },
  "aws:sqs/queue:Queue": {
    type: "AWS::SQS::Queue",
    names: {
      name: "QueueName",
      maxMessageSize: "MaximumMessageSize",
      messageRetentionSeconds: "MessageRetentionPeriod",
      receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
      visibilityTimeoutSeconds: "VisibilityTimeout",
    },
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    type: "AWS::SQS::QueuePolicy",
    names: { queueUrl: "Queues[]", policy: "PolicyDocument" },
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    type: "AWS::EC2::SecurityGroupEgress",
    names: {
      cidrIpv4: "CidrIp",
      prefixListId: "DestinationPrefixListId",
      referencedSecurityGroupId: "DestinationSecurityGroupId",
      securityGroupId: "GroupId",
    },
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    type: "AWS::EC2::SecurityGroupIngress",
    names: {
      cidrIpv4: "CidrIp",
      prefixListId: "SourcePrefixListId",
      referencedSecurityGroupId: "SourceSecurityGroupId",
      securityGroupId: "GroupId",
    },
  },
};
