import { type AwsAccount, regionalArn } from "../../../core/aws/account";
import { everyTaint, onSystemNodes } from "../../../core/kubernetes/scheduling";
import type { PolicyStatement } from "../../iam/policyDocument";
import type { AddonDefinition } from "./addon";

/** Tag that the driver sets on access points that it creates. */
const clusterTag = "efs.csi.aws.com/cluster";

/**
 * EFS volumes, which many pods share. Its roles have their own statements instead of AWS managed policies: one of
 * these, `AmazonElasticFileSystemsUtils`, permits reading all SSM parameters of the account.
 */
export const efsCsiDriver: AddonDefinition = {
  name: "aws-efs-csi-driver",
  stage: "afterNodes",
  feature: "sharedVolumes",
  identities: [
    { serviceAccount: "efs-csi-controller-sa", statements: controllerStatements },
    { serviceAccount: "efs-csi-node-sa", statements: (account) => [findMountTargets(account), findZones] },
  ],
  configuration: ({ replicas }) => ({
    controller: { replicaCount: replicas, ...onSystemNodes },
    node: { tolerations: everyTaint },
  }),
};

/**
 * Returns the documented statements of the controller: docs/iam-policy-example.json of
 * kubernetes-sigs/aws-efs-csi-driver.
 */
function controllerStatements(account: AwsAccount): PolicyStatement[] {
  const accessPoints = regionalArn(account, "elasticfilesystem", "access-point/*");
  const fileSystems = regionalArn(account, "elasticfilesystem", "file-system/*");
  return [
    {
      Sid: "ReadVolumes",
      Effect: "Allow",
      Action: ["elasticfilesystem:DescribeAccessPoints", "elasticfilesystem:DescribeFileSystems"],
      Resource: [accessPoints, fileSystems],
    },
    findMountTargets(account),
    findZones,
    {
      Sid: "CreateVolumes",
      Effect: "Allow",
      Action: ["elasticfilesystem:CreateAccessPoint", "elasticfilesystem:TagResource"],
      Resource: [accessPoints, fileSystems],
      Condition: { StringEquals: { [`aws:RequestTag/${clusterTag}`]: "true" } },
    },
    {
      Sid: "DeleteVolumes",
      Effect: "Allow",
      Action: "elasticfilesystem:DeleteAccessPoint",
      Resource: accessPoints,
      Condition: { StringEquals: { [`aws:ResourceTag/${clusterTag}`]: "true" } },
    },
  ];
}

/**
 * Returns the permission to find mount targets, which a node uses if the DNS name of a file system does not resolve.
 */
function findMountTargets(account: AwsAccount): PolicyStatement {
  return {
    Sid: "DescribeMountTargets",
    Effect: "Allow",
    Action: "elasticfilesystem:DescribeMountTargets",
    Resource: [
      regionalArn(account, "elasticfilesystem", "access-point/*"),
      regionalArn(account, "elasticfilesystem", "file-system/*"),
    ],
  };
}

/** The action has no resource-level permissions. */
const findZones: PolicyStatement = {
  Sid: "DescribeAvailabilityZones",
  Effect: "Allow",
  Action: "ec2:DescribeAvailabilityZones",
  Resource: "*",
};
