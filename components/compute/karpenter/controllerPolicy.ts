import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, iamArn, partition, regionalArn } from "../../../core/aws/account";
import type { PolicyStatement } from "../../iam/policyDocument";

/** Arguments of `controllerPolicy`. */
export interface ControllerPolicyArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the EKS cluster, part of tag keys. */
  readonly clusterName: string;
  /** ARN of the interruption queue. */
  readonly queueArn: pulumi.Input<string>;
  /** ARN of the nodes' role. */
  readonly nodeRoleArn: pulumi.Input<string>;
}

/**
 * Returns the permissions of Karpenter's controller: its documented policy, restricted to the account. They do not
 * include creating and deleting instance profiles, because the program creates the only one. The controller can change
 * only resources with the cluster's tags.
 *
 * See "Controller Authorization" at https://karpenter.sh/docs/reference/cloudformation/.
 */
export function controllerPolicy(args: ControllerPolicyArgs): PolicyStatement[] {
  return [...launching(args), ...tagging(args), ...terminating(args), ...reading(args), ...interruptions(args)];
}

/** Resources that a launch creates. Spot requests are tagged too: otherwise IAM denies every launch of a spot node. */
const launched = ["fleet", "instance", "launch-template", "network-interface", "spot-instances-request", "volume"];

function launching({ account, clusterName, nodeRoleArn }: ControllerPolicyArgs): PolicyStatement[] {
  const shared = (resource: string) => `arn:${partition(account)}:ec2:${account.region}::${resource}/*`;
  return [
    {
      Sid: "LaunchFromSharedResources",
      Effect: "Allow",
      Action: ["ec2:CreateFleet", "ec2:RunInstances"],
      Resource: [
        shared("image"),
        shared("snapshot"),
        ...ec2(account, "capacity-reservation", "placement-group", "security-group", "subnet"),
      ],
    },
    {
      Sid: "LaunchFromOwnLaunchTemplates",
      Effect: "Allow",
      Action: ["ec2:CreateFleet", "ec2:RunInstances"],
      Resource: ec2(account, "launch-template"),
      Condition: resourceTagged(clusterName),
    },
    {
      Sid: "LaunchTaggedResources",
      Effect: "Allow",
      Action: ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"],
      Resource: ec2(account, ...launched),
      Condition: requestTagged(clusterName),
    },
    {
      Sid: "PassNodeRole",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: nodeRoleArn,
      Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    },
  ];
}

function tagging({ account, clusterName }: ControllerPolicyArgs): PolicyStatement[] {
  const requested = requestTagged(clusterName);
  const existing = resourceTagged(clusterName);
  return [
    {
      Sid: "TagLaunchedResources",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: ec2(account, ...launched),
      Condition: {
        ...requested,
        StringEquals: {
          ...requested.StringEquals,
          "ec2:CreateAction": ["CreateFleet", "CreateLaunchTemplate", "RunInstances"],
        },
      },
    },
    {
      Sid: "TagOwnInstances",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: ec2(account, "instance"),
      Condition: {
        ...existing,
        "ForAllValues:StringEquals": { "aws:TagKeys": ["Name", "eks:eks-cluster-name", "karpenter.sh/nodeclaim"] },
      },
    },
  ];
}

function terminating({ account, clusterName }: ControllerPolicyArgs): PolicyStatement[] {
  return [
    {
      Sid: "TerminateOwnInstances",
      Effect: "Allow",
      Action: ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"],
      Resource: ec2(account, "instance", "launch-template"),
      Condition: resourceTagged(clusterName),
    },
  ];
}

function reading({ account, clusterName }: ControllerPolicyArgs): PolicyStatement[] {
  return [
    {
      Sid: "ReadEc2",
      Effect: "Allow",
      Action: [
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeCapacityReservations",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceStatus",
        "ec2:DescribeInstanceTypeOfferings",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeInstances",
        "ec2:DescribeLaunchTemplates",
        "ec2:DescribePlacementGroups",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSpotPriceHistory",
        "ec2:DescribeSubnets",
      ],
      // IAM supports no narrower resource for these actions.
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": account.region } },
    },
    {
      Sid: "ReadImageParameters",
      Effect: "Allow",
      Action: "ssm:GetParameter",
      Resource: `arn:${partition(account)}:ssm:${account.region}::parameter/aws/service/*`,
    },
    // IAM supports no narrower resource for prices.
    { Sid: "ReadPrices", Effect: "Allow", Action: "pricing:GetProducts", Resource: "*" },
    {
      Sid: "ReadInstanceProfiles",
      Effect: "Allow",
      Action: "iam:GetInstanceProfile",
      // Before Karpenter deletes a node class, it searches for an instance profile that it created for the class.
      Resource: iamArn(account, "instance-profile/*"),
    },
    // For the same purpose. IAM supports no narrower resource for lists.
    { Sid: "ListInstanceProfiles", Effect: "Allow", Action: "iam:ListInstanceProfiles", Resource: "*" },
    {
      Sid: "DescribeCluster",
      Effect: "Allow",
      Action: "eks:DescribeCluster",
      Resource: regionalArn(account, "eks", `cluster/${clusterName}`),
    },
  ];
}

function interruptions({ queueArn }: ControllerPolicyArgs): PolicyStatement[] {
  return [
    {
      Sid: "ReceiveInterruptionMessages",
      Effect: "Allow",
      Action: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      Resource: queueArn,
    },
  ];
}

function ec2(account: AwsAccount, ...resources: string[]): string[] {
  return resources.map((resource) => regionalArn(account, "ec2", `${resource}/*`));
}

function requestTagged(clusterName: string) {
  return {
    StringEquals: {
      [`aws:RequestTag/kubernetes.io/cluster/${clusterName}`]: "owned",
      "aws:RequestTag/eks:eks-cluster-name": clusterName,
    },
    StringLike: { "aws:RequestTag/karpenter.sh/nodepool": "*" },
  };
}

function resourceTagged(clusterName: string) {
  return {
    StringEquals: { [`aws:ResourceTag/kubernetes.io/cluster/${clusterName}`]: "owned" },
    StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
  };
}
