import type { JsonObject } from "../../core/json/json";

/** A constraint that is missing in CloudFormation's schemas. */
export interface Further {
  readonly constraint: JsonObject;
  /** Where AWS documents it. */
  readonly source: string;
}

const identifier = "^[a-zA-Z](-?[a-zA-Z0-9])*$";
const description = { maxLength: 255, pattern: "^[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]*$" };

function limit(constraint: JsonObject, source: string): Further {
  return { constraint, source };
}

/** Constraints by type and input that AWS documents but that are missing in CloudFormation's schemas. */
export const further: Readonly<Record<string, Readonly<Record<string, Further>>>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": {
    name: limit(
      // EC2 accepts 128 characters, the provider 125.
      { minLength: 3, maxLength: 125, pattern: "^[a-zA-Z0-9().\\-/_]+$" },
      "EC2 API, CreateLaunchTemplate; terraform-provider-aws, internal/service/ec2/validate.go",
    ),
  },
  "aws:ec2/placementGroup:PlacementGroup": {
    name: limit({ maxLength: 255 }, "EC2 API, CreatePlacementGroup"),
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    name: limit({ maxLength: 255, pattern: "^(?!sg-)" }, "EC2 API, CreateSecurityGroup"),
    description: limit(description, "EC2 API, CreateSecurityGroup"),
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    description: limit(description, "EC2 API, IpRange"),
    fromPort: limit({ maximum: 65535 }, "EC2 API, IpPermission"),
    toPort: limit({ maximum: 65535 }, "EC2 API, IpPermission"),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    description: limit(description, "EC2 API, IpRange"),
    fromPort: limit({ maximum: 65535 }, "EC2 API, IpPermission"),
    toPort: limit({ maximum: 65535 }, "EC2 API, IpPermission"),
  },
  "aws:efs/fileSystem:FileSystem": {
    creationToken: limit({ minLength: 1, maxLength: 64 }, "EFS API, CreateFileSystem"),
  },
  "aws:eks/cluster:Cluster": {
    "vpcConfig.publicAccessCidrs": limit({ maxItems: 40 }, "EKS service quotas, public endpoint access CIDR ranges"),
  },
  "aws:eks/nodeGroup:NodeGroup": {
    nodeGroupName: limit({ maxLength: 63, pattern: "^[0-9A-Za-z][A-Za-z0-9\\-_]*$" }, "EKS API, CreateNodegroup"),
  },
  "aws:elasticache/parameterGroup:ParameterGroup": {
    name: limit({ maxLength: 255, pattern: identifier }, "ElastiCache API, CreateCacheParameterGroup"),
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    replicationGroupId: limit({ maxLength: 40, pattern: identifier }, "ElastiCache API, CreateReplicationGroup"),
  },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    name: limit({ maxLength: 255, pattern: "^[a-zA-Z0-9-]+$" }, "ElastiCache API, CreateCacheSubnetGroup"),
  },
  "aws:rds/instance:Instance": {
    identifier: limit({ maxLength: 63, pattern: identifier }, "RDS API, CreateDBInstance"),
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    name: limit({ maxLength: 255, pattern: identifier }, "RDS API, CreateDBParameterGroup"),
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    name: limit({ maxLength: 255, pattern: "^[a-zA-Z0-9._ -]+$" }, "RDS API, CreateDBSubnetGroup"),
  },
  "aws:sqs/queue:Queue": {
    name: limit({ maxLength: 80, pattern: "^[a-zA-Z0-9_-]+(\\.fifo)?$" }, "SQS API, CreateQueue"),
  },
};

/**
 * Limits for the tags of all resources, unless CloudFormation's schema is stricter. Source: AWS's tagging guide, naming
 * limits and requirements.
 */
export const tagLimits = { most: 50, key: { minLength: 1, maxLength: 128 }, value: { maxLength: 256 } };
