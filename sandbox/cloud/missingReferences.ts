import type { Refusal } from "./resourceType";
import { cluster, key, logGroup, role, securityGroup, subnet } from "./types/formats";

interface SourcedRefusal extends Refusal {
  /** Where AWS documents the code, or a report of the error. */
  readonly source: string;
}

/**
 * AWS's answer to a call that names a resource that does not exist, by the type that the call creates and the type that
 * it names. Pairs that are not in the table get the answer of the missing resource's own service
 * (`SimulatedType.missing`).
 *
 * AWS accepts some calls and fails later: an S3 encryption rule or a launch template with a missing key, a flow log
 * with a missing role. The sandbox rejects them immediately.
 */
export const missingReferences: Readonly<Record<string, Readonly<Record<string, SourcedRefusal>>>> = {
  [cluster]: {
    [role]: {
      code: "InvalidParameterException",
      text: "Role with arn: {id}, could not be assumed because it does not exist or the trusted entity is not correct",
      source: "rancher/eks-operator, IsInvalidParameterException",
    },
    [subnet]: {
      code: "InvalidParameterException",
      text: "The subnet ID '{id}' does not exist (Error Code: InvalidSubnetID.NotFound)",
      source: "AdminTurnedDevOps/DevOps-The-Hard-Way-AWS#16",
    },
    [securityGroup]: {
      code: "InvalidParameterException",
      text: "The security group '{id}' does not exist (Error Code: InvalidGroup.NotFound)",
      source: "EKS API, CreateCluster; EC2's errors are passed on as for subnets",
    },
    [key]: {
      code: "InvalidParameterException",
      text: "The key '{id}' does not exist",
      source: "EKS API, CreateCluster",
    },
  },
  "aws:eks/nodeGroup:NodeGroup": {
    [role]: {
      code: "InvalidParameterException",
      text: "The role with name {id} cannot be found. (Error Code: NoSuchEntity)",
      source: "EKS API, CreateNodegroup",
    },
    [subnet]: {
      code: "InvalidParameterException",
      text: "The subnet ID '{id}' does not exist (Error Code: InvalidSubnetID.NotFound)",
      source: "EKS API, CreateNodegroup",
    },
    "aws:ec2/launchTemplate:LaunchTemplate": {
      code: "InvalidRequestException",
      text: "The launch template {id} does not exist (Error Code: InvalidLaunchTemplateId.NotFound)",
      source: "EKS API, CreateNodegroup",
    },
  },
  "aws:autoscaling/tag:Tag": {
    "aws:autoscaling/group:Group": {
      code: "ValidationError",
      text: "AutoScalingGroup name not found - AutoScalingGroup {id} not found",
      source: "EC2 Auto Scaling API, common errors",
    },
  },
  "aws:eks/addon:Addon": {
    [role]: {
      code: "InvalidParameterException",
      text: "The role {id} does not exist",
      source: "EKS API, CreateAddon",
    },
  },
  "aws:eks/accessEntry:AccessEntry": {
    [role]: {
      code: "InvalidParameterException",
      text: "The specified principalArn is invalid: invalid principal.",
      source: "terraform-aws-modules/terraform-aws-eks#2969",
    },
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    "aws:eks/accessEntry:AccessEntry": {
      code: "ResourceNotFoundException",
      text: "The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'.",
      source: "terraform-aws-modules/terraform-aws-eks#3024",
    },
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    [role]: {
      code: "InvalidParameterException",
      text: "Role provided in the request does not exist.",
      source: "hashicorp/terraform-provider-aws#34717",
    },
  },
  [role]: {
    [role]: {
      code: "MalformedPolicyDocument",
      text: 'Invalid principal in policy: "AWS":"{id}"',
      source: "aws-samples/aws-iam-access-key-auto-rotation#26",
    },
  },
  [key]: {
    [role]: {
      code: "MalformedPolicyDocumentException",
      text: "Policy contains a statement with one or more invalid principals.",
      source: "awslabs/minimum-viable-dataspace-on-aws#5",
    },
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    [role]: {
      code: "MalformedPolicy",
      text: "Invalid principal in policy",
      source: "cloudposse/terraform-aws-cloudfront-s3-cdn#50",
    },
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    [role]: {
      code: "InvalidAttributeValue",
      text: "Invalid value for the parameter Policy.",
      source: "aws/aws-cdk#13530, #15602",
    },
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    [role]: {
      code: "InvalidPolicyException",
      text: "The policy contains an invalid principal.",
      source: "EFS API, PutFileSystemPolicy",
    },
  },
  "aws:efs/mountTarget:MountTarget": {
    [subnet]: {
      code: "SubnetNotFound",
      text: "The subnet ID '{id}' does not exist",
      source: "EFS API, CreateMountTarget",
    },
    [securityGroup]: {
      code: "SecurityGroupNotFound",
      text: "The security group '{id}' does not exist",
      source: "EFS API, CreateMountTarget",
    },
  },
  [logGroup]: {
    [key]: {
      code: "InvalidParameterException",
      text: "The specified KMS Key Id could not be found.",
      source: "hashicorp/terraform#24194",
    },
  },
  "aws:ecr/repository:Repository": {
    [key]: { code: "KmsException", text: "The key '{id}' does not exist", source: "ECR API, CreateRepository" },
  },
  "aws:rds/instance:Instance": {
    [securityGroup]: {
      code: "InvalidParameterValue",
      text: "Invalid security group {id}",
      source: "RDS API, common errors",
    },
    [key]: {
      code: "KMSKeyNotAccessibleFault",
      text: "The specified KMS key [{id}] does not exist, is not enabled or you do not have permissions to access it.",
      source: "RDS API, CreateDBInstance",
    },
    [role]: {
      code: "InvalidParameterValue",
      text: "IAM role ARN value is invalid or does not include the required permissions for: ENHANCED_MONITORING",
      source: "hashicorp/terraform#5455",
    },
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    [subnet]: {
      code: "InvalidParameterValue",
      text: "Some input subnets in :[{id}] are invalid.",
      source: "hashicorp/terraform-provider-aws#49846; brianz/serverless-design-patterns#16",
    },
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    [securityGroup]: {
      code: "InvalidParameterValue",
      text: "Some security group ids are invalid: {id}",
      source: "ElastiCache API, CreateReplicationGroup",
    },
    [key]: {
      code: "InvalidParameterValue",
      text: "The key '{id}' does not exist",
      source: "ElastiCache API, CreateReplicationGroup",
    },
  },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    [subnet]: {
      code: "InvalidSubnet",
      text: "The subnet ID '{id}' does not exist",
      source: "ElastiCache API, CreateCacheSubnetGroup",
    },
  },
};
