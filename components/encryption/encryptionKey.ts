import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Component } from "../component";
import { type PolicyStatement, policyDocument } from "../iam/policyDocument";
import type { Grantee } from "../iam/role";
import { type Transform, transformed } from "../transform";
import { accountAdministersKey, encryptDecryptStatement, volumeStatements } from "./keyPolicy";

/** Arguments of `EncryptionKey`. */
export interface EncryptionKeyArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Data that the key encrypts. Shown in the KMS console. */
  readonly description: pulumi.Input<string>;
  /**
   * Policy statements for AWS services that use the key. IAM roles get access through the `grant…` methods.
   *
   * @default - the account administers the key, and IAM policies grant access
   */
  readonly statements?: readonly PolicyStatement[];
  /** Whether Pulumi refuses to delete the key. Data that a deleted key encrypted is lost. */
  readonly deletionProtection: boolean;
  /** Changes to the KMS key. @default - none */
  readonly transform?: { readonly key?: Transform<aws.kms.KeyArgs> } | undefined;
}

/**
 * A customer-managed KMS key for one purpose, with yearly rotation and the alias `alias/<name>`.
 *
 * ### Cost
 * 1 USD a month, another 1 USD a month after each of the first two rotations, and 0.03 USD for 10,000 requests.
 */
export class EncryptionKey extends Component {
  /** The KMS key. */
  readonly key: aws.kms.Key;
  /** ARN of the key. */
  readonly arn: pulumi.Output<string>;
  /** Name of the key's alias: `alias/<name>`. */
  readonly aliasName: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:EncryptionKey", name, opts);

    this.key = new aws.kms.Key(
      ...transformed(
        "aws:kms/key:Key",
        args.transform?.key,
        name,
        {
          description: args.description,
          policy: policyDocument([accountAdministersKey(args.account), ...(args.statements ?? [])]),
          enableKeyRotation: true,
          // The maximum of KMS. Until then, a key that was scheduled for deletion by mistake can be restored.
          deletionWindowInDays: 30,
        },
        { parent: this, protect: args.deletionProtection },
      ),
    );
    const alias = new aws.kms.Alias(
      `${name}-alias`,
      { name: `alias/${name}`, targetKeyId: this.key.keyId },
      { parent: this },
    );

    this.arn = this.key.arn;
    this.aliasName = alias.name;
    this.registerOutputs({ arn: this.arn, aliasName: this.aliasName });
  }

  /** Grants a role permission to encrypt and decrypt data with the key. */
  grantEncryptDecrypt(grantee: Grantee): void {
    grantee.grant(`${this.name}-use`, [encryptDecryptStatement(this.arn)]);
  }

  /** Grants a role permission to create and attach volumes that the key encrypts. */
  grantVolumes(grantee: Grantee): void {
    grantee.grant(`${this.name}-volumes`, volumeStatements(this.arn));
  }
}
