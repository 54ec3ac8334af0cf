import { type AwsAccount, iamArn, regionalArn } from "../../core/aws/account";
import type { PolicyStatement } from "../iam/policyDocument";

/** Using a key to encrypt and decrypt, without administering it. */
const useKeyActions = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** EC2 attaches an encrypted volume through a grant on its key. */
const grantActions = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"];
const grantOnlyForAwsResources = { Bool: { "kms:GrantIsForAWSResource": "true" } };

/**
 * Lets the account administer the key and lets IAM policies give access to it. Without it a key that loses its other
 * principals can be managed by nobody.
 */
export function accountAdministersKey(account: AwsAccount): PolicyStatement {
  return {
    Sid: "AccountAdministersKey",
    Effect: "Allow",
    Principal: { AWS: iamArn(account, "root") },
    Action: "kms:*",
    Resource: "*",
  };
}

/** Lets CloudWatch Logs encrypt the named log groups, and no others. */
export function logsUseKey(account: AwsAccount, logGroups: readonly string[]): PolicyStatement {
  return {
    Sid: "LogsUseKey",
    Effect: "Allow",
    Principal: { Service: `logs.${account.region}.amazonaws.com` },
    Action: useKeyActions,
    Resource: "*",
    Condition: {
      ArnEquals: {
        "kms:EncryptionContext:aws:logs:arn": logGroups.map((group) =>
          regionalArn(account, "logs", `log-group:${group}`),
        ),
      },
    },
  };
}

/**
 * Lets the Auto Scaling service start nodes of managed node groups with volumes under the key.
 *
 * Its service-linked role has no permission on keys of its own, so that the key's policy must name it. It appears with the
 * account's first Auto Scaling group, and KMS refuses a policy that names a principal that does not exist: hence
 * everybody as principal, narrowed to the role by conditions.
 */
export function autoScalingUsesKey(account: AwsAccount): PolicyStatement[] {
  const role = "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
  const onlyAutoScaling = {
    ArnEquals: { "aws:PrincipalArn": iamArn(account, role) },
    StringEquals: { "kms:CallerAccount": account.accountId },
  };
  const shared = { Effect: "Allow", Principal: { AWS: "*" }, Resource: "*" } as const;
  return [
    { Sid: "AutoScalingUsesKey", ...shared, Action: useKeyActions, Condition: onlyAutoScaling },
    {
      Sid: "AutoScalingAttachesVolumes",
      ...shared,
      Action: grantActions,
      Condition: { ...onlyAutoScaling, ...grantOnlyForAwsResources },
    },
  ];
}

/** Permissions of a role that reads and writes what is encrypted under a key. */
export function encryptDecryptStatement(keyArn: PolicyStatement["Resource"] & {}): PolicyStatement {
  return { Sid: "UseKey", Effect: "Allow", Action: useKeyActions, Resource: keyArn };
}

/** Permissions of a role that makes and attaches volumes under a key. */
export function volumeStatements(keyArn: PolicyStatement["Resource"] & {}): PolicyStatement[] {
  return [
    encryptDecryptStatement(keyArn),
    {
      Sid: "AttachVolumes",
      Effect: "Allow",
      Action: grantActions,
      Resource: keyArn,
      Condition: grantOnlyForAwsResources,
    },
  ];
}
