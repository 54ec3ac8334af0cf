import type { AwsAccount } from "../../core/aws/account";
import type { PolicyStatement } from "../iam/policyDocument";

export interface KeyUse {
  readonly account: AwsAccount;
  readonly keyArn: NonNullable<PolicyStatement["Resource"]>;
  /** Only through this service, as in `s3` or `secretsmanager`. */
  readonly service: string;
  readonly actions: string[];
  /** Only with this encryption context, key and values, by which the service says what it encrypts. */
  readonly context: readonly [key: string, values: NonNullable<PolicyStatement["Resource"]>];
}

/**
 * Use of a key that several stores share: through one service and for one object alone, so that whoever may read a
 * bucket may not decrypt the database's secret.
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
