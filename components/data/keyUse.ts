import type { AwsAccount } from "../../core/aws/account";
import type { PolicyStatement } from "../iam/policyDocument";

/** Arguments of `useKeyFor`. */
export interface KeyUse {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** ARN of the key. */
  readonly keyArn: NonNullable<PolicyStatement["Resource"]>;
  /** Service through which the key may be used: `s3`, `secretsmanager`. */
  readonly service: string;
  /** Permitted KMS actions. */
  readonly actions: string[];
  /** Required encryption context, key and values, which identifies the encrypted object. */
  readonly context: readonly [key: string, values: NonNullable<PolicyStatement["Resource"]>];
}

/**
 * Returns the permission to use a key through one service and for one object only. Several stores share the key: a role
 * that may read a bucket must not decrypt the database's secret.
 */
export function useKeyFor({ account, keyArn, service, actions, context: [key, values] }: KeyUse): PolicyStatement {
  return {
    Sid: "UseKey",
    Effect: "Allow",
    Action: actions,
    Resource: keyArn,
    Condition: {
      StringEquals: { "kms:ViaService": `${service}.${account.region}.amazonaws.com` },
      StringLike: { [`kms:EncryptionContext:${key}`]: values },
    },
  };
}
