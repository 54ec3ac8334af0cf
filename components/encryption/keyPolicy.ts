import { type AwsAccount, iamArn, regionalArn } from "../../core/aws/account";
import type { PolicyStatement } from "../iam/policyDocument";

/** Actions that encrypt and decrypt with a key, without administering it. */
const useKeyActions = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** EC2 needs a grant on the key to attach an encrypted volume. */
const grantActions = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"];
const grantOnlyForAwsResources = { Bool: { "kms:GrantIsForAWSResource": "true" } };

/**
 * Returns the statement that lets the account administer the key and lets IAM policies grant access to it. Without the
 * statement, nobody can manage a key after its other principals are deleted.
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

/** Returns the statement that lets CloudWatch Logs encrypt the given log groups only. */
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
 * Returns the statements that let the Auto Scaling service launch nodes of managed node groups with volumes that the
 * key encrypts.
 *
 * The service-linked role of Auto Scaling has no IAM permission on keys, so the key policy must grant it. AWS creates
 * the role with the account's first Auto Scaling group, and KMS rejects a policy with a principal that does not exist.
 * The principal is therefore `*`, and a condition restricts it to the role.
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

/** Returns the permissions of a role that encrypts and decrypts with a key. */
export function encryptDecryptStatement(keyArn: PolicyStatement["Resource"] & {}): PolicyStatement {
  return { Sid: "UseKey", Effect: "Allow", Action: useKeyActions, Resource: keyArn };
}

/** Returns the permissions of a role that creates and attaches volumes that a key encrypts. */
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
