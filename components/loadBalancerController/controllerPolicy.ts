import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, iamArn, regionalArn } from "../../core/aws/account";
import type { PolicyStatement } from "../iam/policyDocument";

/** Arguments of `controllerPolicy`. */
export interface ControllerPolicyArgs {
  /** AWS account and region, for ARNs in the policy. */
  readonly account: AwsAccount;
  /** Name of the EKS cluster. The controller tags its resources with it, and may change only resources with the tag. */
  readonly clusterName: string;
  /**
   * VPC of the load balancers. The controller may create security groups, and change rules of security groups, only in
   * it.
   */
  readonly vpcId: pulumi.Input<string>;
}

/**
 * Returns the IAM policy of AWS Load Balancer Controller: the documented policy, restricted to the account, the region,
 * the VPC and resources with the cluster's tag, and without disabled features (WAF, Shield, Cognito, Outposts).
 *
 * See https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/v3.5.0/docs/install/iam_policy.json.
 */
export function controllerPolicy(args: ControllerPolicyArgs): PolicyStatement[] {
  return [...securityGroups(args), ...creating(args), ...changing(args), ...reading(args)];
}

/** Tag that the controller sets on all resources that it creates. */
const clusterTag = "elbv2.k8s.aws/cluster";

function securityGroups({ account, clusterName, vpcId }: ControllerPolicyArgs): PolicyStatement[] {
  const vpc = pulumi.output(vpcId).apply((id) => regionalArn(account, "ec2", `vpc/${id}`));
  const groups = regionalArn(account, "ec2", "security-group/*");
  return [
    { Sid: "CreateSecurityGroupsInVpc", Effect: "Allow", Action: "ec2:CreateSecurityGroup", Resource: vpc },
    {
      Sid: "CreateTaggedSecurityGroups",
      Effect: "Allow",
      Action: "ec2:CreateSecurityGroup",
      Resource: groups,
      Condition: requestTagged(clusterName),
    },
    {
      Sid: "TagNewSecurityGroups",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: groups,
      Condition: {
        StringEquals: { ...requestTagged(clusterName).StringEquals, "ec2:CreateAction": "CreateSecurityGroup" },
      },
    },
    {
      Sid: "TagOwnSecurityGroups",
      Effect: "Allow",
      Action: ["ec2:CreateTags", "ec2:DeleteTags"],
      Resource: groups,
      Condition: { ...resourceTagged(clusterName), ...withoutClusterTag },
    },
    {
      Sid: "DeleteOwnSecurityGroups",
      Effect: "Allow",
      Action: "ec2:DeleteSecurityGroup",
      Resource: groups,
      Condition: resourceTagged(clusterName),
    },
    {
      Sid: "ManageIngressRules",
      Effect: "Allow",
      Action: ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
      Resource: groups,
      // EKS creates the nodes' security group, without the controller's tag.
      Condition: { ArnEquals: { "ec2:Vpc": vpc } },
    },
  ];
}

function creating({ account, clusterName }: ControllerPolicyArgs): PolicyStatement[] {
  const createActions = ["CreateListener", "CreateLoadBalancer", "CreateRule", "CreateTargetGroup"];
  return [
    {
      Sid: "CreateLoadBalancers",
      Effect: "Allow",
      Action: ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup"],
      Resource: [...loadBalancers(account), targetGroups(account)],
      Condition: requestTagged(clusterName),
    },
    {
      Sid: "CreateListeners",
      Effect: "Allow",
      Action: ["elasticloadbalancing:CreateListener", "elasticloadbalancing:CreateRule"],
      Resource: [...loadBalancers(account), ...listeners(account)],
      Condition: resourceTagged(clusterName),
    },
    {
      Sid: "TagNewLoadBalancers",
      Effect: "Allow",
      Action: "elasticloadbalancing:AddTags",
      Resource: everything(account),
      Condition: {
        StringEquals: {
          ...requestTagged(clusterName).StringEquals,
          "elasticloadbalancing:CreateAction": createActions,
        },
      },
    },
    {
      Sid: "CreateServiceLinkedRole",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: iamArn(account, "role/aws-service-role/elasticloadbalancing.amazonaws.com/*"),
      Condition: { StringEquals: { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } },
    },
  ];
}

function changing({ account, clusterName }: ControllerPolicyArgs): PolicyStatement[] {
  return [
    {
      Sid: "TagOwnLoadBalancers",
      Effect: "Allow",
      Action: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
      Resource: everything(account),
      Condition: { ...resourceTagged(clusterName), ...withoutClusterTag },
    },
    {
      Sid: "ModifyOwnLoadBalancers",
      Effect: "Allow",
      Action: [
        "AddListenerCertificates",
        "DeleteListener",
        "DeleteLoadBalancer",
        "DeleteRule",
        "DeleteTargetGroup",
        "DeregisterTargets",
        "ModifyCapacityReservation",
        "ModifyListener",
        "ModifyListenerAttributes",
        "ModifyLoadBalancerAttributes",
        "ModifyRule",
        "ModifyTargetGroup",
        "ModifyTargetGroupAttributes",
        "RegisterTargets",
        "RemoveListenerCertificates",
        "SetIpAddressType",
        "SetRulePriorities",
        "SetSecurityGroups",
        "SetSubnets",
      ].map((action) => `elasticloadbalancing:${action}`),
      Resource: everything(account),
      Condition: resourceTagged(clusterName),
    },
  ];
}

function reading({ account }: ControllerPolicyArgs): PolicyStatement[] {
  // Describe and list actions do not support resource-level permissions.
  const everywhere = { Resource: "*", Condition: { StringEquals: { "aws:RequestedRegion": account.region } } };
  return [
    {
      Sid: "ReadEc2",
      Effect: "Allow",
      Action: [
        "AccountAttributes",
        "Addresses",
        "AvailabilityZones",
        "Instances",
        "InternetGateways",
        "NetworkInterfaces",
        "RouteTables",
        "SecurityGroups",
        "Subnets",
        "Tags",
        "VpcPeeringConnections",
        "Vpcs",
      ].map((kind) => `ec2:Describe${kind}`),
      ...everywhere,
    },
    {
      Sid: "ReadLoadBalancers",
      Effect: "Allow",
      Action: [
        "CapacityReservation",
        "ListenerAttributes",
        "ListenerCertificates",
        "Listeners",
        "LoadBalancerAttributes",
        "LoadBalancers",
        "Rules",
        "SSLPolicies",
        "Tags",
        "TargetGroupAttributes",
        "TargetGroups",
        "TargetHealth",
        "TrustStores",
      ].map((kind) => `elasticloadbalancing:Describe${kind}`),
      ...everywhere,
    },
    { Sid: "ListCertificates", Effect: "Allow", Action: "acm:ListCertificates", ...everywhere },
    {
      Sid: "ReadCertificates",
      Effect: "Allow",
      Action: "acm:DescribeCertificate",
      Resource: regionalArn(account, "acm", "certificate/*"),
    },
    {
      Sid: "GetSecurityGroupsForVpc",
      Effect: "Allow",
      Action: "ec2:GetSecurityGroupsForVpc",
      Resource: regionalArn(account, "ec2", "vpc/*"),
    },
  ];
}

function everything(account: AwsAccount): string[] {
  return [...loadBalancers(account), ...listeners(account), targetGroups(account)];
}

function loadBalancers(account: AwsAccount): string[] {
  return ["app", "net"].map((kind) => regionalArn(account, "elasticloadbalancing", `loadbalancer/${kind}/*`));
}

/** Listeners and their rules. */
function listeners(account: AwsAccount): string[] {
  return ["listener/app/*", "listener/net/*", "listener-rule/app/*", "listener-rule/net/*"].map((resource) =>
    regionalArn(account, "elasticloadbalancing", resource),
  );
}

function targetGroups(account: AwsAccount): string {
  return regionalArn(account, "elasticloadbalancing", "targetgroup/*");
}

function requestTagged(clusterName: string) {
  return { StringEquals: { [`aws:RequestTag/${clusterTag}`]: clusterName } };
}

function resourceTagged(clusterName: string) {
  return { StringEquals: { [`aws:ResourceTag/${clusterTag}`]: clusterName } };
}

/** Condition: the request does not change the cluster's tag. */
const withoutClusterTag = { Null: { [`aws:RequestTag/${clusterTag}`]: "true" } };
